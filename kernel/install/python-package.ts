import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place } from './kernelspec.js';
import { findProgram, type Machine, packageFolder, pythonPrefix, thisMachine } from './paths.js';

const MODULE = 'cellgrad_jupyter';

/**
 * Where Papermill and nbconvert look: see the modules in python/cellgrad_jupyter. An exporter's name is part of an address of
 * Jupyter's server, which takes letters, digits and `_` there.
 */
const ENTRY_POINTS = `[papermill.engine]
cellgrad = ${MODULE}.papermill:CellgradEngine

[nbconvert.exporters]
cellgrad = ${MODULE}.nbconvert:CellgradExporter
cellgrad_js = ${MODULE}.nbconvert:CellgradJavaScriptExporter

[nbconvert.exporters.script]
typescript = ${MODULE}.nbconvert:TypeScriptExporter
`;

const QUESTION = `import json, os, site, sys, sysconfig
environment = sys.prefix != sys.base_prefix or os.path.isdir(os.path.join(sys.prefix, "conda-meta"))
print(json.dumps([sysconfig.get_path("purelib"), site.getusersitepackages(), environment]))`;

/**
 * The folder of Python packages that belongs to a place: that of the prefix's Python; for the user, that of the active
 * environment, else the user's own. `undefined` where no Python is.
 */
export function sitePackages(place: Place, machine: Machine = thisMachine()): string | undefined {
  const python = pythonOf(place, machine);
  if (python === undefined) return undefined;
  const { environment, user } = packageFolders(python, machine);
  return place.prefix === undefined && !place.sysPrefix ? (user ?? environment) : environment;
}

/** Where a Python looks for packages: its own folder, and the user's unless it is an environment. */
function packageFolders(python: string, { env }: Machine): { environment: string; user: string | undefined } {
  const text = execFileSync(python, ['-c', QUESTION], { encoding: 'utf8', timeout: 20_000, env });
  const [environment, user, isEnvironment] = JSON.parse(text) as [string, string, boolean];
  return { environment, user: isEnvironment ? undefined : user };
}

function pythonOf({ prefix, sysPrefix }: Place, machine: Machine): string | undefined {
  const { env, platform } = machine;
  const found = prefix ?? (sysPrefix ? pythonPrefix(machine) : env['VIRTUAL_ENV'] || env['CONDA_PREFIX']);
  const within = found === undefined ? env : { PATH: join(found, platform === 'win32' ? 'Scripts' : 'bin') };
  return findProgram('python3', within, platform) ?? findProgram('python', within, platform);
}

/**
 * Puts the package for Jupyter's tools in Python into a place, as pip would: `pip list` shows it, `pip uninstall` removes it.
 *
 * @returns the folder of packages; `undefined` where no Python is
 */
export async function installPythonPackage(place: Place, machine?: Machine): Promise<string | undefined> {
  const folder = sitePackages(place, machine);
  if (folder === undefined) return undefined;
  await mkdir(folder, { recursive: true });
  const part = await mkdtemp(join(folder, '.cellgrad-'));
  try {
    const source = join(import.meta.dirname, 'python', MODULE);
    await cp(source, join(part, MODULE), {
      recursive: true,
      filter: (path) => !path.includes('__pycache__'),
    });
    const version = versionOfPackage();
    const info = `${MODULE}-${version}.dist-info`;
    const modules = readdirSync(join(part, MODULE)).map((name) => `${MODULE}/${name}`);
    const texts: Record<string, string> = {
      METADATA: `Metadata-Version: 2.1\nName: ${MODULE.replace('_', '-')}\nVersion: ${version}\nSummary: Cellgrad for Jupyter's tools in Python\n`,
      INSTALLER: 'cellgrad\n',
      'entry_points.txt': ENTRY_POINTS,
    };
    const all = [...modules, ...[...Object.keys(texts), 'RECORD'].map((name) => `${info}/${name}`)];
    texts['RECORD'] = all.map((path) => `${path},,\n`).join('');
    await mkdir(join(part, info));
    for (const [name, text] of Object.entries(texts)) await writeFile(join(part, info, name), text);
    await removeFrom(folder);
    for (const name of [MODULE, info]) await rename(join(part, name), join(folder, name));
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return folder;
}

/** Removes it again; `undefined` when it was not there. */
export async function uninstallPythonPackage(place: Place, machine?: Machine): Promise<string | undefined> {
  const folder = sitePackages(place, machine);
  return folder !== undefined && (await removeFrom(folder)) ? folder : undefined;
}

/** True when the Python of a prefix finds it. */
export function hasPythonPackage(prefix: string, machine: Machine = thisMachine()): boolean {
  const python = pythonOf({ prefix }, machine);
  if (python === undefined) return false;
  const { environment, user } = packageFolders(python, machine);
  return [environment, user].some((folder) => folder !== undefined && ownNames(folder).length > 1);
}

async function removeFrom(folder: string): Promise<boolean> {
  const names = ownNames(folder);
  for (const name of names) await rm(join(folder, name), { recursive: true });
  return names.length > 0;
}

function ownNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const isOwn = (name: string) =>
    name === MODULE || (name.startsWith(`${MODULE}-`) && name.endsWith('.dist-info'));
  return readdirSync(folder).filter(isOwn);
}

function versionOfPackage(): string {
  const path = join(packageFolder(dirname(import.meta.dirname)), 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
