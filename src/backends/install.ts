import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { bringKernels } from './install/kernels-package.js';
import { abandonedParts, makePart, removeAbandonedParts } from './install/part.js';
import { infoFolder, pipInstall } from './install/pip.js';
import { isNoRoom, noRoom } from './install/room.js';
import { stoppable } from './install/stop.js';
import { libraryFiles } from './native/c-api.js';
import {
  backendFolder,
  hasCuda,
  kernelsFolder,
  type NativeName,
  tensorflowVersion,
  wheelFolder,
} from './native/installation.js';

/** Options of {@link install}. */
export interface InstallOptions {
  /** A folder with the wheels, or in which they are installed, for machines without a network. */
  readonly from?: string;
  /** The version of TensorFlow; pip's choice by default. */
  readonly version?: string;
  /** Is told what is being done, line by line. */
  readonly report?: (line: string) => void;
}

/** A backend that {@link install} has put here. */
export interface InstalledBackend {
  readonly name: NativeName;
  readonly version: string;
  readonly folder: string;
  readonly bytes: number;
}

const NAMES: readonly NativeName[] = ['native', 'cuda'];

/**
 * Brings TensorFlow for the backend `native` or `cuda` into the user's cache: by pip, or from a folder. Its files are
 * compared with the hashes that the wheel lists; an installation that fails leaves nothing, and the one before in place.
 * The cuda backend has not been tested on a GPU.
 *
 * @example
 * await backends.install('native');
 * await backends.use('native');
 */
export async function install(name: NativeName, options: InstallOptions = {}): Promise<InstalledBackend> {
  const where = 'backends.install';
  checkChoice(where, 'name', name, NAMES);
  checkOptions(where, options, ['from', 'version', 'report']);
  checkTypes(where, options);
  const files = libraryFiles();
  if (files === undefined)
    throw new ValueError(`${where}: there is no TensorFlow library for ${process.platform}.`, {
      fix: "await backends.use('wasm')",
    });
  const folder = backendFolder(name);
  const above = dirname(folder);
  await removeAbandonedParts(above);
  await stoppable(async (signal) => {
    const part = await makePart(above);
    try {
      await make(name, part, files, { ...options, signal });
      await replace(folder, part);
    } catch (error) {
      throw isNoRoom(error) ? await noRoom(name, above, error) : error;
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  });
  return installed().find((one) => one.name === name)!;
}

function checkTypes(where: string, options: InstallOptions): void {
  for (const name of ['from', 'version'] as const)
    if (options[name] !== undefined && (typeof options[name] !== 'string' || options[name] === ''))
      throw new ValueError(`${where}: ${name} must be a text; received ${show(options[name])}.`, {
        fix: name === 'from' ? "from: 'wheels'" : "version: '2.21.0'",
      });
  if (options.report !== undefined && typeof options.report !== 'function')
    throw new ValueError(`${where}: report must be a function; received ${show(options.report)}.`);
  const { from } = options;
  if (from !== undefined && !statSync(from, { throwIfNoEntry: false })?.isDirectory())
    throw new ValueError(`${where}: from must be a folder; there is none at ${from}.`, {
      fix: 'from: a folder with the wheels, or in which they are installed',
    });
}

/** Makes a whole installation in `part`. */
async function make(
  name: NativeName,
  part: string,
  files: readonly string[],
  { from, version, report = () => {}, signal }: InstallOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const where = 'backends.install';
  const source = from === undefined ? {} : { from };
  if (from !== undefined && existsSync(join(wheelFolder(from), files[1]!)))
    await copyInstalled(wheelFolder(from), part, files, { signal, report });
  else await pipInstall(name, part, { ...source, ...(version !== undefined && { version }), signal, report });
  const tensorflow = join(part, 'tensorflow');
  const found = tensorflowVersion(tensorflow);
  if (version !== undefined && found !== version)
    throw new ValueError(`${where}: expected TensorFlow ${version}; received ${found}.`);
  if (name === 'cuda' && !hasCuda(tensorflow))
    throw new ValueError(`${where}: TensorFlow ${found} is built without CUDA.`, {
      fix: 'the wheel tensorflow for Linux, not tensorflow-cpu',
    });
  report(`Comparing TensorFlow ${found} with its hashes`);
  await verify(part, files, signal);
  await prune(part, files);
  if (kernelsFolder(part) === undefined) await bringKernels(part, { ...source, signal, report });
  signal.throwIfAborted();
}

/** Folders of installs that broke off; the next install or remove takes them away. */
export function abandoned(): string[] {
  return abandonedParts(dirname(backendFolder('native')));
}

/** The backends that were installed, with version and size. */
export function installed(): InstalledBackend[] {
  return NAMES.map((name) => ({ name, folder: backendFolder(name) }))
    .filter(({ folder }) => existsSync(join(folder, 'tensorflow')))
    .map(({ name, folder }) => ({
      name,
      folder,
      version: tensorflowVersion(join(folder, 'tensorflow')),
      bytes: sizeOf(folder),
    }));
}

/** Takes an installed backend away; false if there was none. */
export async function remove(name: NativeName): Promise<boolean> {
  checkChoice('backends.remove', 'name', name, NAMES);
  const folder = backendFolder(name);
  await removeAbandonedParts(dirname(folder));
  if (!existsSync(folder)) return false;
  await rm(folder, { recursive: true });
  return true;
}

/** Copies what is used of an installed wheel, and the libraries of CUDA beside it. */
async function copyInstalled(
  tensorflow: string,
  part: string,
  files: readonly string[],
  { signal, report }: { readonly signal: AbortSignal; readonly report: (line: string) => void },
): Promise<void> {
  const site = dirname(tensorflow);
  report(`Copying TensorFlow from ${site}`);
  const isUsed = (path: string) => {
    const [first, second, third] = relative(site, path).split(sep) as [string, string?, string?];
    if (first !== 'tensorflow') return true;
    if (second === 'python') return third === undefined || third === 'platform';
    return second === undefined || files.includes(second);
  };
  for (const entry of await readdir(site)) {
    signal.throwIfAborted();
    if (/^tensorflow(?:_cpu)?(?:-[^/]*\.dist-info)?$|^nvidia$/.test(entry))
      await cp(join(site, entry), join(part, entry), { recursive: true, filter: isUsed });
  }
}

/** Compares the libraries with the hashes in the wheel's RECORD. */
async function verify(site: string, files: readonly string[], signal: AbortSignal): Promise<void> {
  const info = infoFolder(site);
  const path = join(site, info ?? '', 'RECORD');
  if (info === undefined || !existsSync(path))
    throw new ValueError(`backends.install: the wheel has no list of its files (RECORD) in ${site}.`);
  const record = readFileSync(path, 'utf8');
  for (const file of files) {
    const expected = new RegExp(`^tensorflow/${file.replaceAll('.', '\\.')},sha256=([^,]+),`, 'm').exec(
      record,
    )?.[1];
    const library = join(site, 'tensorflow', file);
    if (expected === undefined || !existsSync(library))
      throw new ValueError(`backends.install: the wheel has no ${file}.`, {
        fix: 'a wheel of TensorFlow 2.16 or newer for this system',
      });
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(library, { signal })) hash.update(chunk as Buffer);
    if (hash.digest('base64url') !== expected)
      throw new ValueError(
        `backends.install: ${file} does not have the hash that its wheel lists: it is damaged.`,
        {
          fix: 'install it again',
        },
      );
  }
}

/** Only the libraries are used: what belongs to Python goes, which is a third of it. */
async function prune(site: string, files: readonly string[]): Promise<void> {
  const tensorflow = join(site, 'tensorflow');
  for (const entry of await readdir(tensorflow))
    if (!files.includes(entry) && entry !== 'python')
      await rm(join(tensorflow, entry), { recursive: true, force: true });
  const python = join(tensorflow, 'python');
  if (!existsSync(python)) return;
  for (const entry of await readdir(python))
    if (entry !== 'platform') await rm(join(python, entry), { recursive: true, force: true });
}

/** Puts the new folder in the place of the old one, which is there until then. */
async function replace(folder: string, part: string): Promise<void> {
  const old = `${part}-old`;
  if (existsSync(folder)) await rename(folder, old);
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += sizeOf(path);
    else if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}
