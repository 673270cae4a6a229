/** `?name` or `name?`: what a value is; with two marks, also where it comes from. */
export interface Question {
  readonly name: string;
  readonly detail: 0 | 1;
}

const QUESTION =
  /^\s*(?:(\?{1,2})\s*([%\w$.[\]'"\u00a1-\uffff]+)|([%\w$.[\]'"\u00a1-\uffff]+?)(\?{1,2}))\s*;?\s*$/;

/** The question that a cell is, or undefined. */
export function questionIn(source: string): Question | undefined {
  const found = QUESTION.exec(source);
  if (!found) return undefined;
  const [, before, after = '', first = after, behind = before] = found;
  return { name: first, detail: behind === '??' ? 1 : 0 };
}
