import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Names } from '../names/names.js';
import { OWN_MODULES } from '../own-modules.js';
import { type CompleteReply, type Match, reply } from './complete-reply.js';
import { nearBefore, pathBefore } from './expression-path.js';
import { follow, keysOf } from './runtime-values.js';

/** Files that a cell can import. */
const MODULE = /\.(?:[cm]?[jt]s|json)$/;
const DECLARATION = /\.d\.[cm]?ts$/;

/** Completes in a string that opens at `start`: what is imported, or a key in `value["`. */
export function completeText(
  code: string,
  start: number,
  cursor: number,
  names: Names,
  folder: string,
): CompleteReply {
  const before = nearBefore(code, start);
  const typed = code.slice(start + 1, cursor);
  const quote = code[start] ?? '"';
  return reply(matches(), start + 1, cursor);

  function matches(): Match[] {
    if (/\b(?:from|import|(?:import|require)\s*\()\s*$/.test(before)) return specifiers(typed, folder);
    const index = /\s*(?:\?\.)?\[\s*$/.exec(before);
    if (!index) return [];
    const owner = `${before.slice(0, index.index)}.`;
    const path = pathBefore(owner, owner.length);
    const found = path && path.owner.length > 0 ? follow(path.owner, names) : undefined;
    return keysOf(found?.value, typed)
      .filter(({ name }) => !name.includes(quote) && !/[\\\n]/.test(name))
      .map(({ name, kind }) => ({ text: name, type: kind }));
  }
}

/** What `import` may name: files beside the notebook, packages of its folder, modules of Node. */
function specifiers(typed: string, folder: string): Match[] {
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(typed)) {
    return pathsFrom(typed, folder, (name) => MODULE.test(name) && !DECLARATION.test(name)).filter(
      ({ text }) => !text.endsWith('/node_modules/'),
    );
  }
  const builtin = builtinModules.filter((name) => !name.startsWith('_'));
  const known = [
    ...OWN_MODULES.keys(),
    ...packagesOf(folder),
    ...builtin.map((name) => (name.startsWith('node:') ? name : `node:${name}`)),
    ...builtin.filter((name) => !name.startsWith('node:')),
  ];
  return [...new Set(known)]
    .filter((name) => name.startsWith(typed))
    .map((text) => ({ text, type: 'module' }));
}

/** The paths that begin as what was typed, also from the home folder on; folders end with a slash. */
export function pathsFrom(typed: string, folder: string, wanted: (file: string) => boolean): Match[] {
  const at = typed.lastIndexOf('/') + 1;
  const stem = typed.slice(0, at);
  const prefix = typed.slice(at);
  return entries(resolve(folder, stem.replace(/^~(?=\/)/, homedir()) || '.'))
    .filter(({ name }) => name.startsWith(prefix) && (prefix !== '' || !name.startsWith('.')))
    .filter((one) => one.isDirectory() || wanted(one.name))
    .map((one) => ({ text: `${stem}${one.name}${one.isDirectory() ? '/' : ''}`, type: 'path' }));
}

function packagesOf(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    for (const { name } of entries(modules)) {
      if (name.startsWith('@')) {
        for (const scoped of entries(join(modules, name))) found.push(`${name}/${scoped.name}`);
      } else if (!name.startsWith('.')) found.push(name);
    }
    if (dirname(at) === at) return found;
  }
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // There is no such folder, or nobody may look into it: nothing to offer.
    return [];
  }
}
