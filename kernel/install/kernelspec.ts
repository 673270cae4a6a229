import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LOGO_SVG, logoPng } from './logo.js';
import { type Machine, prefixDataFolder, pythonPrefix, thisMachine, userDataFolder } from './paths.js';

/** Where a kernel is installed; at most one of `user`, `sysPrefix` and `prefix`. */
export interface Place {
  /** For the user, in all environments. The default. */
  readonly user?: boolean;
  /** Into the active Python environment. */
  readonly sysPrefix?: boolean;
  /** Into the environment at this path. */
  readonly prefix?: string;
  /** The kernel's folder name; Jupyter calls it by that. */
  readonly name?: string;
}

/** How a kernel is installed. */
export interface InstallOptions extends Place {
  readonly displayName?: string;
  /** The absolute path of the program that is started: the built `kernel/cli.js`. */
  readonly entry: string;
}

/** The contents of kernel.json. */
export interface KernelJson {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: 'message' | 'signal';
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const DEFAULT_NAME = 'cellgrad';
const DEFAULT_DISPLAY_NAME = 'TypeScript (Cellgrad)';

/** An installation that cannot be done as asked. */
export class InstallError extends Error {
  override name = 'InstallError';
}

/**
 * Installs the kernel: one folder that names node and the program by absolute paths, so that it starts from every
 * environment. An older one of the same name is replaced.
 *
 * @returns the folder
 * @throws InstallError when the place is unknown, another program's, or may not be written
 * @see https://jupyter-client.readthedocs.io/en/latest/kernels.html#kernel-specs
 */
export async function installKernelspec(
  options: InstallOptions,
  machine: Machine = thisMachine(),
): Promise<string> {
  const folder = kernelFolder(options, machine);
  checkOwner(folder);
  const above = dirname(folder);
  try {
    await mkdir(above, { recursive: true });
    const part = await mkdtemp(join(above, '.cellgrad-'));
    try {
      await writeFile(join(part, 'kernel.json'), `${JSON.stringify(kernelJson(options), null, 2)}\n`);
      await writeFile(join(part, 'logo-svg.svg'), LOGO_SVG);
      for (const size of [32, 64])
        await writeFile(join(part, `logo-${size}x${size}.png`), await logoPng(size));
      await rm(folder, { recursive: true, force: true });
      await rename(part, folder);
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  } catch (error) {
    throw explained(error, folder);
  }
  return folder;
}

/**
 * Removes the kernel again.
 *
 * @returns the folder that was removed
 * @throws InstallError when it is not there, another program's, or may not be removed
 */
export async function uninstallKernelspec(place: Place, machine: Machine = thisMachine()): Promise<string> {
  const folder = kernelFolder(place, machine);
  if (!existsSync(join(folder, 'kernel.json'))) {
    throw new InstallError(`uninstall: expected a kernel in ${folder}; received none.\nFix: \`jupyter kernelspec list\`
says where kernels are; pass the same --user, --sys-prefix, --prefix and --name as to install.`);
  }
  checkOwner(folder);
  try {
    await rm(folder, { recursive: true });
  } catch (error) {
    throw explained(error, folder);
  }
  return folder;
}

/** What kernel.json says. A `.ts` entry (a source checkout) is started through tsx. */
export function kernelJson({ entry, displayName = DEFAULT_DISPLAY_NAME }: InstallOptions): KernelJson {
  const loader = entry.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
  return {
    argv: [process.execPath, ...loader, entry, 'start', '--connection-file', '{connection_file}'],
    display_name: displayName,
    language: 'typescript',
    interrupt_mode: 'message',
    env: {},
    metadata: { debugger: true },
  };
}

/** The folder of the kernel at `place`. */
export function kernelFolder(place: Place, machine: Machine = thisMachine()): string {
  const { user, sysPrefix, prefix, name = DEFAULT_NAME } = place;
  if ([user, sysPrefix, prefix !== undefined].filter(Boolean).length > 1) {
    throw new InstallError('install: expected one of --user, --sys-prefix and --prefix; received several.');
  }
  // '.' and '..' are Jupyter's own folders, which an install would replace.
  if (!/^(?!\.)[a-z0-9._-]+$/i.test(name)) {
    throw new InstallError(
      `install: expected --name of letters, digits, '_', '-' and, not in front, '.'; received ${JSON.stringify(name)}.`,
    );
  }
  if (prefix === '') {
    throw new InstallError(
      'install: expected a folder as --prefix; received "".\nFix: --prefix DIR, or --user for no environment.',
    );
  }
  return join(baseFolder(), 'kernels', name.toLowerCase());

  function baseFolder(): string {
    if (prefix !== undefined) return prefixDataFolder(prefix);
    if (!sysPrefix) return userDataFolder(machine);
    const found = pythonPrefix(machine);
    if (found !== undefined) return prefixDataFolder(found);
    throw new InstallError(
      'install: expected a Python environment for --sys-prefix; received none (no VIRTUAL_ENV, CONDA_PREFIX or ' +
        'python3).\nFix: activate the environment, or name it with --prefix DIR.',
    );
  }
}

/** The kernels of this project in Jupyter's folders: every one whose program ends like ours. */
export function installedKernels(folders: readonly string[]): { folder: string; spec: KernelJson }[] {
  const found: { folder: string; spec: KernelJson }[] = [];
  for (const kernels of folders.map((folder) => join(folder, 'kernels'))) {
    for (const name of namesIn(kernels)) {
      const path = join(kernels, name, 'kernel.json');
      if (name.startsWith('.') || !existsSync(path)) continue;
      const spec = readSpec(path);
      if (spec && isOwn(spec)) found.push({ folder: dirname(path), spec });
    }
  }
  return found;
}

/** Another program's kernel must not be lost. */
function checkOwner(folder: string): void {
  const path = join(folder, 'kernel.json');
  const spec = existsSync(path) ? readSpec(path) : undefined;
  if (!spec || isOwn(spec)) return;
  const name = basename(folder);
  throw new InstallError(
    `${folder}: expected no kernel there, or one of Cellgrad's; received ${spec.display_name}.\n` +
      `Fix: another --name, or \`jupyter kernelspec remove ${name}\`.`,
  );
}

function isOwn({ argv }: KernelJson): boolean {
  return Array.isArray(argv) && argv.some((word) => /[\\/]kernel[\\/]cli\.[jt]s$/.test(word));
}

/** A folder that is not there, or that may not be read, has no kernels for us, nor for Jupyter. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Another kernel's damaged file is not our business; Jupyter warns of it itself. */
function readSpec(path: string): KernelJson | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KernelJson;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function explained(error: unknown, folder: string): Error {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error as Error;
  return new InstallError(
    `install: expected to write ${folder}; received ${code}.\nFix: choose another place: --user, or --prefix DIR.`,
    { cause: error },
  );
}
