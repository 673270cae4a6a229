import { GLOBAL_NAMES } from '../names/globals.js';

/** The name of `!command` among the magics. */
export const SHELL = '!';

const COMMAND = /^!\s*([A-Za-z_.~/][\w.+/~-]*)(?:\s+(.*))?$/;
/** Words that TypeScript has behind `!`. */
const KEYWORD =
  /^(?:async|await|class|delete|function|import|new|null|super|this|typeof|void|yield|true|false)$/;
/** A word behind a word, which TypeScript has for these alone. */
const TWO_WORDS = /^(?!(?:in|instanceof|as|satisfies)\b)(?:[\w"'$~]|\.{0,2}\/)/;

/**
 * The command for the shell in a line such as `!ls -l`; undefined for TypeScript. What could be either (`!done`) is a
 * command only where the word is no name: it would be a ReferenceError.
 *
 * @param begins whether a statement may begin here
 * @param isName tells the names of the session
 */
export function commandIn(
  line: string,
  source: string,
  begins: boolean,
  isName: (name: string) => boolean,
): string | undefined {
  const [, word = '', rest = ''] = COMMAND.exec(line.trimEnd()) ?? [];
  if (word === '') return undefined;
  const name = /^\w+/.exec(word)?.[0];
  if (name !== undefined && KEYWORD.test(name)) return undefined;
  const isCommand =
    TWO_WORDS.test(rest) || (begins && (name === undefined || !(isName(name) || isKnown(name, source))));
  return isCommand ? line.slice(1).trim() : undefined;
}

/** A name of the platform or the library, or one that the cell has in another line. */
function isKnown(name: string, source: string): boolean {
  if (name in globalThis || GLOBAL_NAMES.includes(name)) return true;
  return new RegExp(`^(?!!).*\\b${name}\\b`, 'm').test(source);
}
