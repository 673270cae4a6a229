import type { CompletionItem, Range } from 'vscode-languageserver-protocol/node';
import type { Match } from '../engine/assist/complete-reply.js';

/** What may stand at the cursor, and the part of the file that it takes the place of, where that is not the name there. */
export interface Offers {
  readonly offers: readonly Match[];
  readonly range?: Range;
}

/** Kinds of the protocol's in JupyterLab's words; section "Completion Request". */
const TYPES: Readonly<Record<number, string>> = {
  2: 'function',
  3: 'function',
  4: 'function',
  5: 'property',
  6: 'instance',
  7: 'class',
  8: 'class',
  9: 'module',
  10: 'property',
  13: 'class',
  14: 'keyword',
  17: 'path',
  19: 'path',
  20: 'instance',
  21: 'instance',
};
/** A method, a field or a property. */
const MEMBERS: ReadonlySet<number | undefined> = new Set([2, 5, 10]);
const KEYWORD = 14;
/** The keywords that are types. */
const TYPE_WORDS = /^(?:any|bigint|boolean|never|null|number|object|string|symbol|undefined|unknown|void)$/;

/** What a function has that nobody looks for in a model, which is one. */
const OF_FUNCTIONS = new Set(['arguments', 'caller', 'prototype', 'Symbol']);

/** True where properties are offered and nothing else: the names of an object's options. */
export function areMembers(items: readonly CompletionItem[]): boolean {
  // On a key that has a value already, what its own text might be is offered, too.
  const named = items.filter(({ label }) => !label.startsWith('"'));
  // Where a text or a number is allowed, too, theirs are among them.
  return named.length > 0 && named.every(({ kind, label }) => MEMBERS.has(kind) && label !== 'valueOf');
}

/** True where a type stands: only there the words of types are offered without those of statements. */
export function areTypes(items: readonly CompletionItem[]): boolean {
  const words = new Set(items.filter(({ kind }) => kind === KEYWORD).map(({ label }) => label));
  return words.has('keyof') && !words.has('await');
}

/**
 * The items that begin as what was typed: what is needed first, then by name.
 *
 * @param isMember a member is being declared, where `static` and the like are wanted
 */
export function offersOf(
  items: readonly CompletionItem[],
  typed: (range?: Range) => string,
  isMember = false,
): Offers {
  const types = areTypes(items);
  const isFunction = items.some(({ label }) => label === 'caller');
  // In a text all of them say what they take the place of; elsewhere it is what would take the dot with it.
  const [first] = items;
  const range = first && items.every(rangeOf) ? rangeOf(first) : undefined;
  const prefix = typed(range);
  const offers = items
    .map((item) => ({ ...item, text: textOf(item) }))
    .filter(
      ({ text, kind }) =>
        text.startsWith(prefix) && (kind !== KEYWORD || isMember || (types && TYPE_WORDS.test(text))),
    )
    .filter((item) => range !== undefined || !(rangeOf(item) || !IS_NAME.test(item.text)))
    .filter(({ text }) => !(isFunction && OF_FUNCTIONS.has(text)))
    .sort((a, b) => order(a.sortText ?? '', b.sortText ?? '') || order(a.text, b.text))
    .map(({ text, kind }) => ({ text, type: TYPES[kind ?? 0] ?? 'statement' }));
  return range === undefined ? { offers } : { offers, range };
}

/** `["a-b"]` and the like take the dot with them. */
const IS_NAME = /^#?[\p{ID_Continue}$]+$/u;

function textOf({ label, insertText, textEdit }: CompletionItem): string {
  return textEdit?.newText ?? insertText ?? label.replace(/\?$/, '');
}

function rangeOf({ textEdit }: CompletionItem): Range | undefined {
  return textEdit && 'range' in textEdit ? textEdit.range : undefined;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
