import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder that the user keeps data sets in, one folder each: `CELLGRAD_DATA_DIR`. Nothing is ever written
 * into it. `undefined` when the variable is not set.
 */
export function dataFolder(env: Environment = process.env): string | undefined {
  const folder = env['CELLGRAD_DATA_DIR'];
  return folder ? resolve(folder) : undefined;
}

/**
 * Where downloads are kept: `XDG_CACHE_HOME/cellgrad`, else the platform's cache folder.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (a relative XDG_CACHE_HOME is to be ignored)
 */
export function cacheFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'cellgrad');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'cellgrad');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'cellgrad', 'Cache');
  }
  return join(home, '.cache', 'cellgrad');
}

/** The addresses that `CELLGRAD_MIRRORS` names (separated by commas or blanks) instead of `known`. */
export function mirrors(known: readonly string[], env: Environment = process.env): string[] {
  const named = (env['CELLGRAD_MIRRORS'] ?? '').split(/[\s,]+/).filter((text) => text !== '');
  return (named.length > 0 ? named : known).map((address) => address.replace(/\/+$/, ''));
}
