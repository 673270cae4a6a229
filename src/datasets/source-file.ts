import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadError } from '../downloads/download.js';
import { cacheFolder, dataFolder, mirrors } from '../downloads/folders.js';
import { keptFile } from '../downloads/kept-file.js';
import { ValueError } from '../support/errors.js';
import type { SourceFile } from './sources.js';

/**
 * The bytes of a data set's file: from `$CELLGRAD_DATA_DIR/<folder>`, else from the cache folder, else downloaded into it,
 * from the mirrors of `CELLGRAD_MIRRORS` (`<mirror>/<folder>/<file>`) where there are any.
 *
 * @param where the call, for errors: 'datasets.imdb.loadData'
 * @param folder the data set's folder
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 */
export async function sourceFile(where: string, folder: string, file: SourceFile): Promise<Buffer> {
  const data = dataFolder();
  const named = mirrors([]).map((mirror) => `${mirror}/${folder}/${file.name}`);
  const { content } = await keptFile({
    own: data ? [join(data, folder, file.name)] : [],
    cached: [join(cacheFolder(), folder, file.name)],
    urls: named.length > 0 ? named : [file.url],
    read: (path) => checked(path, file),
    missing: (cause) => missing(where, folder, file, cause),
  });
  return content;
}

/** The file, if it is the one that everybody means by this data set. */
async function checked(path: string, { sha256, md5 }: SourceFile): Promise<Buffer> {
  const bytes = await readFile(path);
  const sum = createHash(sha256 === undefined ? 'md5' : 'sha256')
    .update(bytes)
    .digest('hex');
  if (sum === (sha256 ?? md5)) return bytes;
  const kind = sha256 === undefined ? 'MD5' : 'SHA-256';
  throw new ValueError(`${path}: expected bytes with the ${kind} ${sha256 ?? md5}; received ${sum}.`, {
    fix: 'the file is damaged or another one: delete it and get it again.',
  });
}

function missing(where: string, folder: string, { name, url }: SourceFile, cause: DownloadError): ValueError {
  const data = dataFolder();
  const looked = [data && join(data, folder), join(cacheFolder(), folder)].filter((one) => one !== undefined);
  return new ValueError(
    `${where}: expected ${name} in ${looked.join(' or ')}; received none, and ${cause.failures.length} download(s) ` +
      `failed:\n${cause.failures.map((line) => `    ${line}`).join('\n')}`,
    {
      fix:
        `get ${url} on a machine with a network and put it into ${looked[0]},\n` +
        `or set CELLGRAD_DATA_DIR to a folder whose folder ${folder}/ holds it, or name a server that has ` +
        `${folder}/${name} in CELLGRAD_MIRRORS.`,
      cause,
    },
  );
}
