import { readFile, stat } from 'node:fs/promises';
import { ValueError } from './errors.js';

/** The bytes of a file; what is no file, as a link to a device, which never ends, is refused as what cannot be read is. */
export async function readWholeFile(where: string, path: string): Promise<Uint8Array> {
  try {
    if (!(await stat(path)).isFile()) throw new Error(`${path} is no file`);
    return await readFile(path);
  } catch (cause) {
    throw new ValueError(`${where}: expected a file that can be read; ${(cause as Error).message}.`, {
      cause,
    });
  }
}
