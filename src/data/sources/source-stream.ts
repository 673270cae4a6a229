import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { ValueError } from '../../support/errors.js';

/**
 * The bytes of a file: a path, or an address of file:, http: or https:.
 *
 * @param bufferSize bytes of a file that are read at a time
 * @throws ValueError when it is not there; `where` names who wanted it
 */
export async function openSource(where: string, source: string, bufferSize?: number): Promise<Readable> {
  if (/^https?:/.test(source)) return fetched(where, source);
  const path = source.startsWith('file:') ? fileURLToPath(source) : source;
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is a folder');
  } catch (error) {
    throw new ValueError(`${where}: expected a file; received ${source} (${(error as Error).message}).`, {
      cause: error,
    });
  }
  return createReadStream(path, bufferSize === undefined ? {} : { highWaterMark: bufferSize });
}

async function fetched(where: string, url: string): Promise<Readable> {
  let why: string;
  try {
    const response = await fetch(url);
    if (response.ok && response.body !== null) return Readable.fromWeb(response.body as ReadableStream);
    why = `HTTP status ${response.status}`;
  } catch (error) {
    why = (error as Error).message;
  }
  throw new ValueError(`${where}: expected a file; ${url} could not be read (${why}).`);
}
