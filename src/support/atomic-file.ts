import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ValueError } from './errors.js';

/**
 * Writes a file that is complete or not there at all: beside its place first, then renamed. What was there before stays
 * until then. Folders that are missing are made.
 *
 * @param where what is said in errors, such as `model.save`
 * @throws ValueError when it could not be written
 */
export async function writeFileAtomically(
  where: string,
  file: string,
  content: Uint8Array | string,
): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      // A name that a crash of the machine finds must have all of its content.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new ValueError(`${where}: ${file} could not be written: ${(cause as Error).message}`, { cause });
  }
}
