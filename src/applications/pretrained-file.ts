import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DownloadError } from '../downloads/download.js';
import { cacheFolder, dataFolder, mirrors } from '../downloads/folders.js';
import { keptFile } from '../downloads/kept-file.js';
import { ValueError } from '../support/errors.js';

/** A file that Keras publishes. */
export interface PretrainedFile {
  readonly name: string;
  /** The server's address up to the part that mirrors have too. */
  readonly server: string;
  /** The folder there. */
  readonly path: string;
  /** Keras's MD5 sum; null where Keras has none, and any HDF5 file of that name is taken. */
  readonly md5: string | null;
}

/**
 * The path of a file that Keras publishes: in `$CELLGRAD_DATA_DIR/models`, in the cache folder, or where Keras itself
 * keeps it (`$KERAS_HOME/models`, `~/.keras/models`); else it is downloaded into the cache folder, and shows how far.
 * `CELLGRAD_MIRRORS` names other servers.
 *
 * @param where what needs it, as errors call it
 * @throws ValueError when it is another file, or is not there and cannot be downloaded; it says what to put where
 */
export async function pretrainedFile(file: PretrainedFile, where: string): Promise<string> {
  const { name, server, path } = file;
  const data = dataFolder();
  const own = data ? [join(data, 'models', name)] : [];
  const cached = join(cacheFolder(), 'models', name);
  const ofKeras = join(process.env['KERAS_HOME'] || join(homedir(), '.keras'), 'models', name);
  const kept = await keptFile({
    own,
    cached: [cached],
    others: [ofKeras],
    urls: mirrors([server]).map((mirror) => `${mirror}/${path}/${name}`),
    read: (place) => check(place, file),
    missing: (cause) => missing(file, where, [...own, cached, ofKeras], cause),
  });
  return kept.path;
}

const HDF5 = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);

async function check(path: string, { md5, name }: PretrainedFile): Promise<void> {
  const fix = 'the file is damaged or another one: delete it and get it again.';
  if (md5 === null) {
    if (await beginsWith(path, HDF5)) return;
    throw new ValueError(`${path}: expected the HDF5 file ${name}; its first bytes are others.`, { fix });
  }
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  const sum = hash.digest('hex');
  if (sum === md5) return;
  throw new ValueError(`${path}: expected a file with the MD5 sum ${md5}; received ${sum}.`, { fix });
}

async function beginsWith(path: string, bytes: Uint8Array): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(new Uint8Array(bytes.length), 0, bytes.length, 0);
    return bytes.every((byte, i) => byte === buffer[i]);
  } finally {
    await handle.close();
  }
}

function missing(
  { name, server, path }: PretrainedFile,
  where: string,
  looked: readonly string[],
  cause: DownloadError,
): ValueError {
  return new ValueError(
    `${where}: expected ${name} at\n${looked.map((place) => `    ${place}`).join('\n')}\n` +
      `received none of them, and ${cause.failures.length} download(s) failed:\n` +
      cause.failures.map((line) => `    ${line}`).join('\n'),
    {
      fix:
        `get ${server}/${path}/${name} on a machine that has a network and put it at ${looked[0]}, ` +
        `name a server that has ${path}/${name} in CELLGRAD_MIRRORS, or begin without: weights: null.`,
      cause,
    },
  );
}
