import { fileURLToPath } from 'node:url';

/** The folder of the library's own code. */
const OWN = fileURLToPath(new URL('..', import.meta.url));

/**
 * Where in a cell or a file of the user's a stack comes from, as `Cell 3:2:11`: the first line that is neither the
 * library's nor a package's nor Node's.
 */
export function userFrame(stack: string | undefined): string | undefined {
  for (const line of (stack ?? '').split('\n')) {
    const [, place] = /^\s+at (?:.*\()?([^()]+:\d+(?::\d+)?)\)?$/.exec(line) ?? [];
    if (place === undefined) continue;
    const path = place.replace(/^file:\/\//, '');
    if (path.startsWith('node:') || /node_modules|tfjs[\w-]*\/src/.test(path) || path.startsWith(OWN))
      continue;
    return path;
  }
  return undefined;
}
