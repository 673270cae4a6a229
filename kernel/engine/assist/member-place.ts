import { NAME } from './declared-names.js';
import { nearBefore } from './expression-path.js';
import { type Bracket, openBrackets } from './open-brackets.js';

/** The head of a class, an interface, an enum, or a type of members, in front of its brace. */
const HEAD = new RegExp(
  `(?<![.\\p{ID_Continue}$])(?:(class)(?:[ \\t]+${NAME})?|interface[ \\t]+${NAME}|(enum)[ \\t]+${NAME}|` +
    `type[ \\t]+${NAME}(?:<[^{};]{0,300}>)?\\s*=)(?:<[^{};]{0,300}>)?(?:\\s+(?:extends|implements)\\s[^{};]{0,300})?\\s*$`,
  'u',
);
const MODIFIERS =
  /(?:\b(?:abstract|accessor|async|declare|get|override|private|protected|public|readonly|set|static)\s+|\*\s*)*[\p{ID_Continue}$#]*$/u;
const GAP = /(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*$/;
/** What ends a member whose line ends without a semicolon. */
const ENDING = /[\p{ID_Continue}$)\]'"`!?]$/u;

/** True at the end of a text where the name of a member of a class, an interface or an enum is declared, and no value stands. */
export function isAtMember(code: string): boolean {
  const brackets = openBrackets(code);
  const innermost = brackets.at(-1);
  const kind = innermost && bodyKind(code, brackets);
  if (!kind) return false;
  const body = code.slice(innermost.at + 1);
  const rest = body.slice(0, MODIFIERS.exec(body)?.index);
  const gap = GAP.exec(rest)?.[0] ?? '';
  const before = rest.slice(0, rest.length - gap.length);
  if (before === '') return true;
  if (kind === 'enum') return before.endsWith(',');
  if (before.endsWith(',')) return kind === 'type';
  return /[;}]$/.test(before) || (gap.includes('\n') && ENDING.test(before));
}

/** What the innermost brace is the body of. */
function bodyKind(code: string, brackets: readonly Bracket[]): 'class' | 'enum' | 'type' | undefined {
  const innermost = brackets.at(-1);
  if (innermost?.char !== '{') return undefined;
  const before = nearBefore(code, innermost.at);
  const head = HEAD.exec(before);
  if (head) return head[1] ? 'class' : head[2] ? 'enum' : 'type';
  // The type of a member of a type.
  return /[\w$]\??\s*:\s*$/.test(before) && bodyKind(code, brackets.slice(0, -1)) === 'type'
    ? 'type'
    : undefined;
}
