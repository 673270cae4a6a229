import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { DownloadError, download } from './download.js';

/** Where a file may be, where it comes from, and how to read it. */
export interface KeptFile<T> {
  /** The user's own, looked at first and left as they are. */
  readonly own: readonly string[];
  /** In the cache folder; a download becomes the first of them. */
  readonly cached: readonly [string, ...string[]];
  /** Another program's, looked at last and left as they are. */
  readonly others?: readonly string[];
  /** Addresses of the same file; the next is tried when one fails. */
  readonly urls: readonly string[];
  /** Reads what is at a path; throws when it is not what it should be. */
  readonly read: (path: string) => Promise<T>;
  /** The error for a file that is nowhere, and that no address gave. */
  readonly missing: (cause: DownloadError) => Error;
}

/**
 * A file and what is in it: the user's own, else the one in the cache folder, else another program's, else a download.
 * One of the user's that is damaged is an error; one in the cache is replaced, and said so.
 */
export async function keptFile<T>(
  file: KeptFile<T>,
): Promise<{ readonly path: string; readonly content: T }> {
  const { own, cached, others = [], urls, read, missing } = file;
  const given = firstOf(own);
  if (given !== undefined) return { path: given, content: await read(given) };
  const kept = firstOf(cached);
  if (kept !== undefined) {
    try {
      return { path: kept, content: await read(kept) };
    } catch (error) {
      console.warn(`${(error as Error).message}\nDownloading it again.`);
      await rm(kept, { force: true });
    }
  }
  const other = firstOf(others);
  if (other !== undefined) return { path: other, content: await read(other) };
  const [path] = cached;
  const contents: T[] = [];
  const check = async (part: string) => void contents.push(await read(part));
  try {
    await download({ urls, target: path, check });
  } catch (error) {
    throw error instanceof DownloadError ? missing(error) : error;
  }
  return { path, content: contents[0] as T };
}

function firstOf(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}
