/** What is open at a place of a text: a template, a comment, a string, a regular expression, or the braces of a template's `${`. */
export interface Open {
  readonly kind: '`' | '${' | '/*' | '//' | '"' | "'" | '/';
  /** Where it was opened. */
  readonly start: number;
}

/** After these a slash begins a regular expression, and not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|yield|void))\s*$/;
const BRACKET = /[()[\]{}]/;
const REGEX = /^\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//;

/** What {@link openAt} tells on its way. */
export interface Listener {
  /** What is open where a line begins, but for the first. */
  line?(open: readonly Open[]): void;
  /** A bracket of the code, and where it is. */
  bracket?(char: string, at: number): void;
}

/**
 * Follows TypeScript, finished or not, and says what is open at `end`, innermost last. A quote that its line does not close counts only on the line of `end`.
 */
export function openAt(code: string, end = code.length, tell: Listener = {}): readonly Open[] {
  const open: Open[] = [];
  let braces = 0;
  /** The braces that were open in front of each `${`. */
  const outer: number[] = [];
  for (let i = 0; i < end; i += 1) {
    const char = code[i];
    const two = code.slice(i, i + 2);
    const inside = open.at(-1)?.kind;
    if (char === '\n') {
      if (inside === '//') open.pop();
      tell.line?.(open);
    } else if (inside === '//') continue;
    else if (inside === '/*') {
      if (two === '*/' && i + 1 < end) {
        open.pop();
        i += 1;
      }
    } else if (inside === '`') {
      if (char === '\\') i += 1;
      else if (char === '`') open.pop();
      else if (two === '${') {
        open.push({ kind: '${', start: i });
        tell.bracket?.('{', i + 1);
        outer.push(braces);
        braces = 0;
        i += 1;
      }
    } else if (two === '//' || two === '/*') {
      open.push({ kind: two, start: i });
      i += 1;
    } else if (char === '`') open.push({ kind: '`', start: i });
    else if (char === '"' || char === "'") {
      const close = closing(code, i);
      const line = close ?? lineEnd(code, i);
      if (end <= line) return [...open, { kind: char, start: i }];
      if (close !== undefined) i = close;
    } else if (char === '/' && BEFORE_REGEX.test(code.slice(Math.max(0, i - 12), i))) {
      const length = REGEX.exec(code.slice(i, lineEnd(code, i)))?.[0].length ?? 1;
      if (length > 1 && end < i + length) return [...open, { kind: '/', start: i }];
      i += length - 1;
    } else if (BRACKET.test(char ?? '')) {
      tell.bracket?.(char ?? '', i);
      if (char === '{') braces += 1;
      else if (char === '}' && braces === 0 && inside === '${') {
        open.pop();
        braces = outer.pop() ?? 0;
      } else if (char === '}') braces -= 1;
    }
  }
  return open;
}

function lineEnd(code: string, from: number): number {
  const at = code.indexOf('\n', from);
  return at < 0 ? code.length : at;
}

/** Where the string that begins here ends; undefined when its line does not close it. */
function closing(code: string, start: number): number | undefined {
  for (let i = start + 1; i < code.length && code[i] !== '\n'; i += 1) {
    if (code[i] === '\\') i += 1;
    else if (code[i] === code[start]) return i;
  }
  return undefined;
}
