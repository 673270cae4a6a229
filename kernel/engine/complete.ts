import { pathBefore } from './expression-path.js';
import { GLOBAL_NAMES } from './globals.js';
import type { Names } from './names.js';
import { follow, kindOf, membersOf } from './runtime-values.js';

/** Protocol section "Completion": the content of a complete_reply. Offsets count UTF-16 units. */
export interface CompleteReply {
  readonly status: 'ok';
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface Match {
  readonly text: string;
  readonly type: string;
}

const KEYWORDS =
  'abstract as async await break case catch class const continue debugger declare default delete do else enum export extends ' +
  'false finally for from function if implements import in instanceof interface keyof let namespace new null of private ' +
  'protected public readonly return satisfies static super switch this throw true try type typeof undefined using var ' +
  'void while yield';

const DECLARED =
  /\b(?:const|let|var|function\*?|class|enum|namespace|using)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/**
 * Completes from the values that are there: bare member names after a dot, else names of the session. Nothing of the
 * user's runs: where a getter or a call stands in the way there is no answer (types have one).
 */
export function completeAt(code: string, cursor: number, names: Names): CompleteReply {
  const path = pathBefore(code, cursor);
  if (!path) return reply([], cursor, cursor);
  const { owner, prefix, start } = path;
  if (owner.length === 0) return reply(namesFor(code, prefix, names), start, cursor);
  const found = follow(owner, names);
  const members = found ? membersOf(found.value, prefix) : [];
  return reply(
    members.map(({ name, kind }) => ({ text: name, type: kind })),
    start,
    cursor,
  );
}

/** The reply for some matches. The metadata are what JupyterLab shows as icons. */
export function reply(matches: readonly Match[], start: number, end: number): CompleteReply {
  const types = matches.map(({ text, type }) => ({ start, end, text, type }));
  return {
    status: 'ok',
    matches: matches.map((one) => one.text),
    cursor_start: start,
    cursor_end: end,
    metadata: types.length > 0 ? { _jupyter_types_experimental: types } : {},
  };
}

/** The user's names first, then the library's, the platform's, the language's words. */
function namesFor(code: string, prefix: string, names: Names): Match[] {
  const found = new Map<string, Match>();
  const add = (text: string, type: string) => {
    if (text.startsWith(prefix) && text !== prefix && !found.has(text)) found.set(text, { text, type });
  };
  for (const name of [...names.own, ...names.shadowNames].sort()) add(name, typeFor(names.read(name)));
  for (const [, name = ''] of code.matchAll(DECLARED)) add(name, 'instance');
  for (const name of [...GLOBAL_NAMES].sort()) add(name, 'module');
  // An empty prefix would list a hundred names that nobody asked for.
  if (prefix === '') return [...found.values()];
  for (const name of Object.getOwnPropertyNames(globalThis).sort()) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if (!name.startsWith('_')) add(name, typeFor(value));
  }
  for (const word of KEYWORDS.split(' ')) add(word, 'keyword');
  return [...found.values()];
}

function typeFor(value: unknown): string {
  const kind = kindOf(value);
  return kind === 'property' ? 'instance' : kind;
}
