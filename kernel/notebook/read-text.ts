import { readFile } from 'node:fs/promises';
import { NotebookError } from './notebook-error.js';

/**
 * The text of a file; `expected` is what it should be, in words.
 *
 * @throws NotebookError when it cannot be read
 */
export async function readText(path: string, expected: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const received = code === 'ENOENT' ? 'no such file' : message;
    throw new NotebookError(`${path}: expected ${expected}; received ${received}.`, {
      fix: 'check the path.',
      cause: error,
    });
  }
}
