/** What a pair of brackets counts: of all that nests, namespaces in namespaces take oxc most of its stack. */
const BRACKETS = 3;

/** What each operator of `a + b + c` counts. */
const BETWEEN = 1 / 8;

/** Shorter texts are not looked at: of nothing that nests, not even parentheses, can they have too much. */
const SHORT = 5000;

/** Comments and spaces; texts and numbers; brackets and ends of parts; words; operators. */
const TOKEN =
  /\/\/.*|\/\*[\s\S]*?\*\/|\s+|("[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|\d+)|([()[\]{},;])|([\p{ID_Continue}$]+)|([\s\S])/gu;

/** Words in front of what they belong to, which may be such a word again. */
const PREFIX = new Set(
  (
    'as async await case delete do else extends for if infer instanceof is keyof new of in readonly return satisfies throw typeof ' +
    'unique void while with yield'
  ).split(' '),
);

/** Those of them that a statement begins with. */
const BEGINNING = new Set([
  'await',
  'delete',
  'do',
  'for',
  'if',
  'return',
  'throw',
  'void',
  'while',
  'with',
  'yield',
]);

/** What has brackets before the statement that it governs. */
const GOVERNING = new Set(['await', 'catch', 'for', 'if', 'switch', 'while', 'with']);

/**
 * How deeply a text may nest at most, finished or not. Within the same brackets each operator and word may be nested in the
 * one before (`a ? b : c ? d : e`), up to a comma, a semicolon or a line's end that stands for one. 0 for a short text.
 */
export function nestingOf(source: string): number {
  if (source.length < SHORT) return 0;
  /** The parts that the open brackets stand in: what they had before, and whether a statement may follow the bracket. */
  const outer: { readonly count: number; readonly governs: boolean }[] = [];
  let here = 0;
  let sum = 0;
  let most = 0;
  let isBehindOperand = false;
  /** The last word, or nothing where another token came after it. */
  let before = '';
  /** The next word or text, if it stands on another line, begins a statement. */
  let mayEnd = false;
  let isNextLine = false;
  const add = (count: number) => {
    here += count;
    sum += count;
  };
  const begin = () => {
    sum -= here;
    here = 0;
  };
  for (const [token, literal, mark, word, operator] of source.matchAll(TOKEN)) {
    if (!literal && !mark && !word && !operator) {
      isNextLine ||= token.includes('\n');
      continue;
    }
    if (isNextLine && mayEnd && (literal || (word && !PREFIX.has(word)) || BEGINNING.has(word ?? '')))
      begin();
    isNextLine = false;
    mayEnd = literal !== undefined || (word !== undefined && !PREFIX.has(word));
    if (mark === ',' || mark === ';') begin();
    else if (mark === '(' || mark === '[' || mark === '{') {
      outer.push({ count: here, governs: GOVERNING.has(before) });
      sum += BRACKETS;
      here = 0;
    } else if (mark) {
      sum -= here + (outer.length > 0 ? BRACKETS : 0);
      const { count, governs } = outer.pop() ?? { count: 0, governs: false };
      here = count;
      mayEnd = !governs;
      // `if (a) if (b)`, `a()()`.
      add(1);
    } else if (operator) add(isBehindOperand && /[-+*/%&|^]/.test(operator) ? BETWEEN : 1);
    else if (word && PREFIX.has(word)) add(1);
    isBehindOperand = literal !== undefined || word !== undefined || /[)\]}]/.test(mark ?? '');
    before = word ?? '';
    most = Math.max(most, sum);
  }
  return most;
}
