import { createRequire, isBuiltin } from 'node:module';
import { exportsOf } from '../files/module-types.js';
import { GLOBAL_NAMES } from '../names/globals.js';
import type { Names } from '../names/names.js';
import { type CompleteReply, type Match, reply } from './complete-reply.js';
import { completeText } from './complete-text.js';
import { declaredNames } from './declared-names.js';
import { pathBefore } from './expression-path.js';
import { isAtMember } from './member-place.js';
import { openAt } from './open-text.js';
import { follow, followFrom, kindOf, membersOf } from './runtime-values.js';

const KEYWORDS =
  'abstract as async await break case catch class const continue debugger declare default delete do else enum export extends ' +
  'false finally for from function if implements import in instanceof interface keyof let namespace new null of private ' +
  'protected public readonly return satisfies static super switch this throw true try type typeof undefined using var ' +
  'void while yield';

/** What a cell has as CommonJS has it; no globals. */
const COMMONJS = ['require', '__dirname', '__filename'];

/**
 * Completes from the values that are there: bare member names after a dot, else names of the session. Nothing of the
 * user's runs: where a getter of theirs or a call stands in the way there is no answer (types have one).
 */
export function completeAt(code: string, cursor: number, names: Names, folder: string): CompleteReply {
  const inside = openAt(code, cursor).at(-1);
  if (inside?.kind === '"' || inside?.kind === "'") {
    return completeText(code, inside.start, cursor, names, folder);
  }
  const path = pathBefore(code, cursor);
  if (!path || (inside && inside.kind !== '${')) return reply([], cursor, cursor);
  const { owner, prefix, start, literal } = path;
  if (owner.length === 0 && literal === undefined) {
    const before = code.slice(0, cursor);
    if (LABEL.test(before) || isAtMember(before)) return reply([], start, cursor);
    return reply(importedNames(code, cursor, prefix, folder) ?? namesFor(code, prefix, names), start, cursor);
  }
  const found = literal === undefined ? follow(owner, names) : followFrom({ value: literal }, owner);
  const members = found ? membersOf(found.value, prefix) : [];
  return reply(
    members.map(({ name, kind }) => ({ text: name, type: kind })),
    start,
    cursor,
  );
}

/** Only a label may stand here. */
const LABEL = /(?<![.#\p{ID_Continue}$])(?:break|continue)[ \t]+[\p{ID_Continue}$]*$/u;

/** Between the braces of an import, or of what is exported from elsewhere: what that module exports. */
function importedNames(code: string, cursor: number, prefix: string, folder: string): Match[] | undefined {
  if (!IN_BRACES.test(code.slice(0, cursor))) return undefined;
  const from = /^[^{}]*\}\s*from\s*["']([^"']+)["']/.exec(code.slice(cursor))?.[1];
  if (from === undefined) return [];
  if (isBuiltin(from)) {
    const members = membersOf(createRequire(import.meta.url)(from), prefix);
    return members.filter(({ name }) => !(name in {})).map(({ name, kind }) => ({ text: name, type: kind }));
  }
  return [...exportsOf(from, folder)]
    .filter(([name]) => name.startsWith(prefix) && /^[\p{ID_Start}$_]/u.test(name) && !NOT_NAMED.test(name))
    .map(([text, type]) => ({ text, type }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
}

const IN_BRACES = /\b(?:import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?|export\s+(?:type\s+)?)\{[^{}]*$/;

/** A default export has its place in front of the braces; an assignment to `module.exports` is called so. */
const NOT_NAMED = /^(?:default|export=|module\.exports)$/;

/** The user's names first, then the library's, the platform's, the language's words. */
function namesFor(code: string, prefix: string, names: Names): Match[] {
  const found = new Map<string, Match>();
  const add = (text: string, type: string) => {
    if (text.startsWith(prefix) && !found.has(text)) found.set(text, { text, type });
  };
  for (const name of [...names.own, ...names.shadowNames].sort()) add(name, typeFor(names.read(name)));
  for (const name of declaredNames(code)) if (name !== prefix) add(name, 'instance');
  for (const name of [...GLOBAL_NAMES].sort()) add(name, 'module');
  // An empty prefix would list a hundred names that nobody asked for.
  if (prefix === '') return [...found.values()];
  for (const name of Object.getOwnPropertyNames(globalThis).sort()) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if (!name.startsWith('_')) add(name, typeFor(value));
  }
  for (const name of COMMONJS) add(name, 'instance');
  for (const word of KEYWORDS.split(' ')) add(word, 'keyword');
  return [...found.values()];
}

function typeFor(value: unknown): string {
  const kind = kindOf(value);
  return kind === 'property' ? 'instance' : kind;
}
