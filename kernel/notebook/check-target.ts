import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { NotebookError } from './notebook-error.js';

/**
 * Looks whether a file can be written, before the work that it is for: a run of hours is not to end in a typing error.
 *
 * @throws NotebookError when its folder is not there or may not be written to, or when the path is empty or a folder's
 */
export async function checkTarget(path: string): Promise<void> {
  if (path === '')
    throw new NotebookError('expected the path of a file; received "".', { fix: '--out notebook.ipynb' });
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) {
    throw new NotebookError(`${path}: expected the path of a file; received a folder.`, {
      fix: `${path.replace(/[\\/]+$/, '')}/notebook.ipynb`,
    });
  }
  // A terminal or a pipe is written to where it is.
  if (existing?.isFile() === false) return;
  const folder = dirname(existing ? await realpath(path) : resolve(path));
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new NotebookError(
      `${path}: expected a folder that can be written to; received ${folder}, ${missing ? 'which is not there' : 'which may not be written to'}.`,
      { fix: missing ? `mkdir -p ${folder}` : 'another folder.', cause: error },
    );
  }
}
