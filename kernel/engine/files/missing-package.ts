import { dirname } from 'node:path';
import { isInstalled, packageName } from './packages.js';

interface NotFound extends NodeJS.ErrnoException {
  /** The files that required each other, the last one first. */
  readonly requireStack?: readonly string[];
}

/** What to do about an error of Node's that says that a package is missing. Nothing for other errors. */
export function fixForMissingPackage(error: Error, message: string): string | undefined {
  const { code, requireStack: [file] = [] } = error as NotFound;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined;
  const [, specifier = ''] = /^Cannot find (?:package|module) '([^']+)'/.exec(message) ?? [];
  const name = packageName(specifier);
  // `require` does not tell a package that is missing from one that lacks the file.
  if (!name || (file !== undefined && isInstalled(name, dirname(file)))) return undefined;
  return `%npm install ${name}`;
}
