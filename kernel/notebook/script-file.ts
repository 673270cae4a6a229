import { extname } from 'node:path';
import type { Notebook } from './nbformat.js';
import { readText } from './read-text.js';

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
  const text = await readText(path, 'a script');
  // The compiler that it needs takes a while to load.
  const { scriptToNotebook } = await import('./script-to-notebook.js');
  return scriptToNotebook(text, path);
}
