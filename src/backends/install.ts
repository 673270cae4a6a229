import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { checkChoice, checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
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

/** The kernels that are needed with TensorFlow; the last version of the package. */
const KERNELS = '@tensorflow/tfjs-node-gpu@4.22.0';

const execute = promisify(execFile);

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
  const { from, version, report = () => {} } = options;
  const files = libraryFiles();
  if (files === undefined)
    throw new ValueError(`${where}: there is no TensorFlow library for ${process.platform}.`, {
      fix: "await backends.use('wasm')",
    });
  const folder = backendFolder(name);
  const part = await temporaryFolder(folder);
  try {
    if (from !== undefined && existsSync(join(wheelFolder(from), files[1]!)))
      await copyInstalled(wheelFolder(from), part, files, report);
    else await pip(name, part, { from, version, report });
    const tensorflow = join(part, 'tensorflow');
    const found = tensorflowVersion(tensorflow);
    if (version !== undefined && found !== version)
      throw new ValueError(`${where}: expected TensorFlow ${version}; received ${found}.`);
    if (name === 'cuda' && !hasCuda(tensorflow))
      throw new ValueError(`${where}: TensorFlow ${found} is built without CUDA.`, {
        fix: 'the wheel tensorflow for Linux, not tensorflow-cpu',
      });
    report(`Comparing TensorFlow ${found} with its hashes`);
    await verify(part, files);
    await prune(part, files);
    if (kernelsFolder(part) === undefined) await fetchKernels(part, report);
    await replace(folder, part);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return installed().find((one) => one.name === name)!;
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
  if (!existsSync(folder)) return false;
  await rm(folder, { recursive: true });
  return true;
}

async function temporaryFolder(folder: string): Promise<string> {
  const above = dirname(folder);
  try {
    await mkdir(above, { recursive: true });
    return await mkdtemp(join(above, '.installing-'));
  } catch (error) {
    throw new ValueError(`backends.install: ${above} cannot be written (${(error as Error).message}).`, {
      fix: 'XDG_CACHE_HOME=<a folder that can be written>',
      cause: error,
    });
  }
}

/** Copies what is used of an installed wheel, and the libraries of CUDA beside it. */
async function copyInstalled(
  tensorflow: string,
  part: string,
  files: readonly string[],
  report: (line: string) => void,
): Promise<void> {
  const site = dirname(tensorflow);
  report(`Copying TensorFlow from ${site}`);
  const isUsed = (path: string) => {
    const [first, second, third] = relative(site, path).split(sep) as [string, string?, string?];
    if (first !== 'tensorflow') return true;
    if (second === 'python') return third === undefined || third === 'platform';
    return second === undefined || files.includes(second);
  };
  for (const entry of await readdir(site))
    if (/^tensorflow(?:_cpu)?(?:-[^/]*\.dist-info)?$|^nvidia$/.test(entry))
      await cp(join(site, entry), join(part, entry), { recursive: true, filter: isUsed });
}

/** Installs the wheels into `part`: TensorFlow alone, and for cuda the libraries that its metadata name. */
async function pip(
  name: NativeName,
  part: string,
  { from, version, report = () => {} }: InstallOptions,
): Promise<void> {
  const { python, resumes } = await findPip();
  const plain = name === 'native' && process.platform === 'linux' && process.arch === 'x64';
  const wheel = plain ? 'tensorflow-cpu' : 'tensorflow';
  const source = from === undefined ? [] : ['--no-index', '--find-links', from];
  const bring = (packages: readonly string[]) =>
    run(
      python,
      [
        '-m',
        'pip',
        'install',
        '--no-deps',
        '--no-compile',
        ...resumes,
        '--target',
        part,
        ...source,
        ...packages,
      ],
      report,
    );
  report(`Bringing ${wheel}${version === undefined ? '' : ` ${version}`} with pip`);
  await bring([version === undefined ? wheel : `${wheel}==${version}`]);
  if (name === 'cuda') await bring(cudaPackages(part));
}

/** The requirements of TensorFlow's extra `and-cuda`. */
export function cudaPackages(site: string): string[] {
  const info = readdirSync(site).find((entry) => /^tensorflow.*\.dist-info$/.test(entry));
  const metadata = readFileSync(join(site, info ?? '', 'METADATA'), 'utf8');
  return [...metadata.matchAll(/^Requires-Dist: ([^;\n]+?)\s*;[^\n]*extra == ['"]and-cuda['"]/gm)].map(
    ([, requirement]) => requirement!.replace(/\s*\(([^)]*)\)/, '$1'),
  );
}

/** Python with pip; from 25.1 on pip goes on with a download that broke off. */
async function findPip(): Promise<{ python: string; resumes: readonly string[] }> {
  for (const python of ['python3', 'python']) {
    try {
      const { stdout } = await execute(python, ['-m', 'pip', '--version']);
      const version = Number(/^pip (\d+\.\d+)/.exec(stdout)?.[1] ?? 0);
      return { python, resumes: version >= 25.1 ? ['--resume-retries', '5'] : [] };
    } catch {
      // The next name may have it.
    }
  }
  throw new ValueError('backends.install: pip was not found, with python3 or python.', {
    fix: 'install Python with pip, or bring the wheels by other means: cellgrad backend install native --from DIR',
  });
}

/** Runs a program; what it prints goes to `report`, a line at a time, with what went wrong in the error. */
function run(program: string, args: readonly string[], report: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    const lines = (text: string) => text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    child.stdout.setEncoding('utf8').on('data', (text: string) => lines(text).forEach(report));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const last = lines(errors)
        .filter((line) => !line.includes('notice'))
        .slice(-3);
      reject(
        new ValueError(`backends.install: ${args.slice(1, 3).join(' ')} failed: ${last.join(' ')}`, {
          fix: 'look at the network, or bring the wheels by other means: cellgrad backend install native --from DIR',
        }),
      );
    });
  });
}

/** Compares the libraries with the hashes in the wheel's RECORD. */
async function verify(site: string, files: readonly string[]): Promise<void> {
  const info = readdirSync(site).find((entry) => /^tensorflow.*\.dist-info$/.test(entry));
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
    for await (const chunk of createReadStream(library)) hash.update(chunk as Buffer);
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

/** Puts the package with the kernels beside the wheel; nothing of it is run. */
async function fetchKernels(part: string, report: (line: string) => void): Promise<void> {
  report(`Bringing ${KERNELS} with npm`);
  await run('npm', ['pack', KERNELS, '--ignore-scripts', '--silent', '--pack-destination', part], () => {});
  const packed = (await readdir(part)).find((entry) => entry.endsWith('.tgz'))!;
  const folder = join(part, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', join(part, packed), '-C', folder, '--strip-components=1'], report);
  await rm(join(part, packed));
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
