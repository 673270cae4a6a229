import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { download } from '../downloads/download.js';
import { cacheFolder } from '../downloads/folders.js';
import { readZip } from '../saving/zip.js';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { unawaited } from '../support/unawaited.js';
import { readTar } from './tar.js';

/** Options of {@link getFile}. */
export interface GetFileOptions {
  /** The name that the file gets; the last part of the address by default. */
  readonly fname?: string | null | undefined;
  /** The address: https:, http: or file:. */
  readonly origin?: string | URL | undefined;
  /** The MD5 or SHA-256 that the file has to have, in hexadecimal digits. */
  readonly fileHash?: string | null | undefined;
  /** Keras's older name of `fileHash` for an MD5. */
  readonly md5Hash?: string | null | undefined;
  /** `'auto'` (the default) tells by the length of `fileHash`. */
  readonly hashAlgorithm?: 'auto' | 'md5' | 'sha256' | undefined;
  /** The folder in `cacheDir`, or an absolute one; `'datasets'` by default. */
  readonly cacheSubdir?: string | undefined;
  /** The user's cache folder by default. */
  readonly cacheDir?: string | null | undefined;
  /** True: unpacks the archive and gives the folder. */
  readonly extract?: boolean | undefined;
  /** Keras's older name of `extract` for tar. */
  readonly untar?: boolean | undefined;
  /** `'auto'` (the default): what the file is, tar, tar.gz or zip. */
  readonly archiveFormat?: 'auto' | 'tar' | 'zip' | undefined;
  /** True: downloads it also where it is there. */
  readonly forceDownload?: boolean | undefined;
}

const WHERE = 'getFile';
const OPTIONS = [
  'fname',
  'origin',
  'fileHash',
  'md5Hash',
  'hashAlgorithm',
  'cacheSubdir',
  'cacheDir',
  'extract',
  'untar',
  'archiveFormat',
  'forceDownload',
] as const;

/**
 * The path of a file from the network, which is downloaded if it is not in the cache folder yet. A download that broke off
 * goes on where it was, its progress is shown, an interrupt stops it, and the file is there only when it is complete
 * and has the expected hash. With `extract` it is unpacked (tar, tar.gz, zip) and the folder is given.
 *
 * Keras's form works too: `getFile(fname, origin, options)`.
 *
 * @throws DownloadError when the address does not give the file, or gives one with another hash
 * @throws ValueError when an archive cannot be read
 * @see https://keras.io/api/utils/python_utils/#getfile-function
 * @example
 * const path = await utils.getFile({
 *   origin: 'https://storage.googleapis.com/download.tensorflow.org/data/shakespeare.txt',
 * });
 */
export function getFile(options: GetFileOptions & { readonly origin: string | URL }): Promise<string>;
export function getFile(
  fname: string | null,
  origin: string | URL,
  options?: GetFileOptions,
): Promise<string>;
export function getFile(
  first: GetFileOptions | string | null,
  origin?: string | URL,
  options: GetFileOptions = {},
): Promise<string> {
  const given =
    typeof first === 'string' || first === null
      ? { ...options, fname: first, ...(origin && { origin }) }
      : first;
  return unawaited(fileOf(given), {
    where: WHERE,
    fix: 'const path = await utils.getFile({ origin })',
  });
}

async function fileOf(options: GetFileOptions): Promise<string> {
  checkOptions(WHERE, options, OPTIONS);
  const {
    cacheSubdir = 'datasets',
    cacheDir,
    untar = false,
    extract = untar,
    forceDownload = false,
  } = options;
  const address = addressOf(options.origin);
  const name = options.fname || basename(decodeURIComponent(address.pathname));
  if (name === '' || name !== basename(name)) {
    throw new ValueError(
      `${WHERE}: fname must be the name of a file, without folders; received ${show(name)}.`,
      {
        fix: 'cacheDir and cacheSubdir say where it is kept',
      },
    );
  }
  const folder = resolve(cacheDir ?? cacheFolder(), cacheSubdir);
  const named = options.fname != null && name.includes('.');
  const target = join(folder, extract && !named ? `${name}_archive` : name);
  const check = checkOf(options);
  const fresh = forceDownload || !existsSync(target) || !(await isRight(target, check));
  if (fresh) await fetchTo(address, target, check);
  if (!extract) return target;
  const unpacked = join(folder, named ? `${name.slice(0, name.indexOf('.'))}_extracted` : name);
  if (fresh || !existsSync(unpacked))
    await unpack(target, unpacked, untar ? 'tar' : (options.archiveFormat ?? 'auto'));
  return unpacked;
}

function addressOf(origin: unknown): URL {
  const text = origin instanceof URL ? origin.href : origin;
  const address = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null;
  if (address !== null && ['http:', 'https:', 'file:'].includes(address.protocol)) return address;
  throw new ValueError(
    `${WHERE}: origin must be an address of https:, http: or file:; received ${show(origin)}.`,
  );
}

type Check = (path: string) => Promise<void>;

function checkOf({ fileHash, md5Hash, hashAlgorithm = 'auto' }: GetFileOptions): Check {
  checkChoice(WHERE, 'hashAlgorithm', hashAlgorithm, ['auto', 'md5', 'sha256']);
  const wanted = (fileHash ?? md5Hash)?.toLowerCase();
  if (wanted === undefined) return async () => undefined;
  const kind =
    fileHash == null
      ? 'md5'
      : hashAlgorithm === 'auto'
        ? wanted.length === 64
          ? 'sha256'
          : 'md5'
        : hashAlgorithm;
  if (!/^[0-9a-f]+$/.test(wanted) || wanted.length !== (kind === 'md5' ? 32 : 64)) {
    throw new ValueError(
      `${WHERE}: fileHash must be ${kind === 'md5' ? 32 : 64} hexadecimal digits for ${kind}; received ${show(wanted)}.`,
    );
  }
  return async (path) => {
    const hash = createHash(kind);
    for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
    const found = hash.digest('hex');
    if (found !== wanted) throw new ValueError(`${path}: expected the ${kind} ${wanted}; received ${found}.`);
  };
}

async function isRight(path: string, check: Check): Promise<boolean> {
  try {
    await check(path);
    return true;
  } catch (error) {
    console.warn(`${(error as Error).message}\nDownloading it again.`);
    return false;
  }
}

async function fetchTo(address: URL, target: string, check: Check): Promise<void> {
  if (address.protocol !== 'file:') return download({ urls: [address.href], target, check });
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  try {
    await copyFile(fileURLToPath(address), part);
    await check(part);
    await rename(part, target);
  } finally {
    await rm(part, { force: true });
  }
}

/** Unpacks beside `folder`, which is replaced when all of it is there. */
async function unpack(archive: string, folder: string, format: 'auto' | 'tar' | 'zip'): Promise<void> {
  checkChoice(WHERE, 'archiveFormat', format, ['auto', 'tar', 'zip']);
  const part = `${folder}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    await mkdir(part, { recursive: true });
    for (const [name, bytes] of entriesOf(await readFile(archive), archive, format)) {
      const path = resolve(part, name);
      if (!path.startsWith(join(part, '/'))) {
        throw new ValueError(`${archive}: its entry ${show(name)} lies outside of the archive's folder.`);
      }
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

function entriesOf(
  bytes: Uint8Array,
  archive: string,
  format: 'auto' | 'tar' | 'zip',
): ReadonlyMap<string, Uint8Array> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (format === 'zip' || (format === 'auto' && isZip)) return readZip(bytes, archive);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return readTar(isGzip ? gunzipSync(bytes) : bytes, archive);
}
