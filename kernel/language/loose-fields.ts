import type { DocumentSymbol, Range } from 'vscode-languageserver-protocol/node';
import { NAME } from '../engine/assist/declared-names.js';

const CLASS = 5;
const ASSIGNED = new RegExp(`\\bthis\\.(${NAME})\\s*(?:[-+*/%&|^?<>]{0,3}=(?![=>]))`, 'gu');
/** A field that is declared among the parameters of a constructor. */
const PARAMETER = new RegExp(`\\b(?:public|private|protected|readonly|override)\\s+(${NAME})`, 'gu');
/** A class without type parameters, and what it extends, where that is a name. */
const HEAD = new RegExp(
  `^[^{]*?\\bclass\\s+${NAME}(?:\\s+extends\\s+(${NAME}(?:\\.${NAME})*))?\\s*(?:implements\\b[^{]*)?\\{`,
  'u',
);

/**
 * JavaScript's classes declare their fields by `this.x = ...`, which TypeScript takes for an error. Gives the interfaces that,
 * beside such classes, declare these fields as anything, in one line.
 *
 * @param textOf the text of a symbol's range
 */
export function looseFields(symbols: readonly DocumentSymbol[], textOf: (range: Range) => string): string {
  return symbols
    .filter(({ kind }) => kind === CLASS)
    .map(({ name, range, children = [] }) => looseFieldsOf(name, textOf(range), children))
    .join('');
}

function looseFieldsOf(name: string, text: string, members: readonly DocumentSymbol[]): string {
  const [head, base] = HEAD.exec(text) ?? [];
  const fields = new Set([...text.matchAll(ASSIGNED)].map(([, field = '']) => field));
  for (const member of members) fields.delete(member.name);
  for (const [, field = ''] of text.matchAll(PARAMETER)) fields.delete(field);
  if (head === undefined || fields.size === 0) return '';
  const declared = `{ ${[...fields].map((field) => `${field}: any`).join('; ')} }`;
  if (base === undefined) return `interface ${name} ${declared} `;
  // What is inherited keeps its type.
  return `interface ${name} extends Omit<${declared}, keyof InstanceType<typeof ${base}>> {} `;
}
