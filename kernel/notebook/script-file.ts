import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Notebook } from './nbformat.js';
import { NotebookError } from './notebook-error.js';

/** True for a file whose ending says that it is a script, not a notebook. */
export function isScript(path: string): boolean {
  return /^\.(?:[cm]?ts|m?js)$/.test(extname(path));
}

/**
 * Reads a script in percent format as the notebook that it stands for; one without any marker is one cell.
 *
 * @throws NotebookError when there is no such file
 */
export async function readScript(path: string): Promise<Notebook> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const received = code === 'ENOENT' ? 'no such file' : message;
    throw new NotebookError(`${path}: expected a script; received ${received}.`, {
      fix: 'check the path.',
      cause: error,
    });
  }
  // The compiler that it needs takes a while to load.
  const { scriptToNotebook } = await import('./script.js');
  return scriptToNotebook(text, path);
}
