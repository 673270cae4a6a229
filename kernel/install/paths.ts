import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

/** What the paths depend on; tests give their own. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** This process's machine. */
export function thisMachine(): Machine {
  return { env: process.env, platform: process.platform, home: homedir() };
}

/**
 * The user's Jupyter data folder, found as jupyter_core finds it.
 *
 * @see https://jupyter-core.readthedocs.io/en/latest/ (jupyter_core.paths)
 */
export function userDataFolder({ env, platform, home }: Machine): string {
  if (env['JUPYTER_DATA_DIR']) return env['JUPYTER_DATA_DIR'];
  const native = isOn(env['JUPYTER_PLATFORM_DIRS']);
  if (platform === 'darwin') {
    return native
      ? join(home, 'Library', 'Application Support', 'Jupyter')
      : join(home, 'Library', 'Jupyter');
  }
  if (platform === 'win32') {
    if (native) return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Jupyter');
    if (env['APPDATA']) return join(env['APPDATA'], 'jupyter');
    return join(env['JUPYTER_CONFIG_DIR'] || join(home, '.jupyter'), 'data');
  }
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'jupyter');
}

/** All folders in which Jupyter looks for kernels, the first one wins. `prefix` is Python's, if known. */
export function dataFolders(machine: Machine, prefix?: string): string[] {
  const { env, platform } = machine;
  const named = (env['JUPYTER_PATH'] ?? '').split(delimiter).filter((path) => path !== '');
  const user = userDataFolder(machine);
  const environment = prefix === undefined ? [] : [prefixDataFolder(prefix)];
  const system = platform === 'win32' ? [] : ['/usr/local/share/jupyter', '/usr/share/jupyter'];
  const inEnvironment = env['VIRTUAL_ENV'] !== undefined || env['CONDA_PREFIX'] !== undefined;
  const preferred = env['JUPYTER_PREFER_ENV_PATH'] ?? (inEnvironment ? '1' : '');
  const middle = isOn(preferred) ? [...environment, user] : [user, ...environment];
  return [...new Set([...named, ...middle, ...system])];
}

/** The Jupyter data folder below an installation prefix such as a virtual environment. */
export function prefixDataFolder(prefix: string): string {
  return join(resolve(prefix), 'share', 'jupyter');
}

/**
 * Python's sys.prefix: the active environment, else the one of the `python3` or `python` that is found first.
 * `undefined` when there is none.
 */
export function pythonPrefix({ env, platform }: Machine): string | undefined {
  const active = env['VIRTUAL_ENV'] || env['CONDA_PREFIX'];
  if (active) return active;
  for (const name of ['python3', 'python']) {
    const python = findProgram(name, env, platform);
    if (python === undefined) continue;
    try {
      return execFileSync(python, ['-c', 'import sys; print(sys.prefix)'], {
        encoding: 'utf8',
        timeout: 20_000,
      }).trim();
    } catch {
      // Windows has a python.exe that only opens the store: the next name may be a real one.
    }
  }
  return undefined;
}

/** Where a program is on the PATH. */
export function findProgram(
  name: string,
  env: Machine['env'] = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const endings = platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find((path) => existsSync(path));
}

/** The folder of the package: the nearest one above `from` that has a package.json. */
export function packageFolder(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder)
      throw new Error(`${from}: expected a package.json in a folder above; received none.`);
    folder = above;
  }
  return folder;
}

/** Jupyter's reading of a switch in the environment. */
function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', 'no', 'n', 'false', 'off', '0', '0.0'].includes(value.toLowerCase());
}
