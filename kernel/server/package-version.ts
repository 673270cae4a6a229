import { existsSync, readFileSync } from 'node:fs';

let version: string | undefined;

/** The version of this package; its package.json lies above the compiled files and above the sources. */
export function packageVersion(): string {
  version ??= readVersion();
  return version;
}

function readVersion(): string {
  for (const up of ['../../', '../../../']) {
    const file = new URL(`${up}package.json`, import.meta.url);
    if (!existsSync(file)) continue;
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  throw new Error('package.json of cellgrad: expected above this file; not found');
}
