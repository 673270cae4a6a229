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
    'as async await case delete do else extends for if infer is keyof new of in readonly return satisfies throw typeof unique ' +
    'void while with yield'
  ).split(' '),
);

/**
 * How deeply a text may nest at most, finished or not. Within the same brackets each operator and word may be nested in the
 * one before (`a ? b : c ? d : e`), up to a comma or semicolon. 0 for a short text.
 */
export function nestingOf(source: string): number {
  if (source.length < SHORT) return 0;
  /** What the parts that the open brackets stand in had before them. */
  const outer: number[] = [];
  let here = 0;
  let sum = 0;
  let most = 0;
  let isBehindOperand = false;
  const add = (count: number) => {
    here += count;
    sum += count;
  };
  for (const [, literal, mark, word, operator] of source.matchAll(TOKEN)) {
    if (mark === ',' || mark === ';') {
      sum -= here;
      here = 0;
    } else if (mark === '(' || mark === '[' || mark === '{') {
      outer.push(here);
      sum += BRACKETS;
      here = 0;
    } else if (mark) {
      sum -= here + (outer.length > 0 ? BRACKETS : 0);
      here = outer.pop() ?? 0;
      // `if (a) if (b)`, `a()()`.
      add(1);
    } else if (operator) add(isBehindOperand && /[-+*/%&|^]/.test(operator) ? BETWEEN : 1);
    else if (word && PREFIX.has(word)) add(1);
    if (literal || mark || word || operator)
      isBehindOperand = literal !== undefined || word !== undefined || /[)\]}]/.test(mark ?? '');
    most = Math.max(most, sum);
  }
  return most;
}
