import { NAME } from '../engine/assist/declared-names.js';

/** A name that a cell declares at its top. */
export interface Declaration {
  readonly name: string;
  /** Variables may be assigned to in later cells; functions, classes, types and imports are taken as they are. */
  readonly kind: 'variable' | 'other';
}

/** Where a name comes from: the file of an earlier cell, the library, or nowhere: a global of which no type is known. */
export interface Origin extends Declaration {
  readonly module: string | undefined;
}

/** So many lines stand in front of a cell's own in its file. */
export const LINES_BEFORE = 1;

/**
 * The text of a cell as a module: in one line what it takes from others, then its code, then what it gives.
 *
 * @param own the names that the cell declares itself, which it does not take
 * @param wanted which of the names that are known from elsewhere it may use
 * @param given the names that others may take
 * @param loose what is declared beside the cell's own classes
 */
export function virtualCell(
  code: string,
  names: {
    readonly origins: ReadonlyMap<string, Origin>;
    readonly own: ReadonlySet<string>;
    readonly wanted: Iterable<string>;
    readonly given?: Iterable<string>;
    readonly loose?: string;
  },
): string {
  const { origins, own, wanted, given = [], loose = '' } = names;
  const taken: string[] = [];
  for (const name of new Set(wanted)) {
    const origin = own.has(name) ? undefined : origins.get(name);
    if (origin) taken.push(take(origin));
  }
  return `${taken.join(' ')}\n${code}\n;${loose}export { ${[...given].join(', ')} };\n`;
}

/** A variable stays one that can be assigned to, which an import is not. */
function take({ name, kind, module }: Origin): string {
  if (module === undefined) return `declare let ${name}: any;`;
  const from = JSON.stringify(module);
  return kind === 'variable'
    ? `declare let ${name}: typeof import(${from}).${name};`
    : `import { ${name} } from ${from};`;
}

const WORD = new RegExp(NAME, 'gu');

/** All names in a text, properties and words in comments among them. */
export function wordsIn(code: string): ReadonlySet<string> {
  return new Set(code.match(WORD) ?? []);
}
