import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package that a specifier names; undefined for paths, addresses and what a package calls `#name` within itself. */
export function packageName(specifier: string): string | undefined {
  return /^(?:@[^/:\s]+\/)?[^./@#:\s\\][^/:\s\\]*(?=\/|$)/.exec(specifier)?.[0];
}

/** True when a package lies in the `node_modules` of a folder or of one above. */
export function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name))) return true;
  const above = dirname(folder);
  return above !== folder && isInstalled(name, above);
}
