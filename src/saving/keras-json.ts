/** Options that Keras takes as floats only: `0` is an error there, where `0.0` is none. */
const FLOATS: ReadonlySet<string> = new Set(['momentum', 'learning_rate', 'beta', 'threshold']);
const MARK = '\u0001float:';
const MARKED = /"\\u0001float:(-?\d+)"/g;

/** JSON as Keras takes it. */
export function kerasJson(value: unknown): string {
  const text = JSON.stringify(value, (key, item: unknown) =>
    FLOATS.has(key) && Number.isInteger(item) ? `${MARK}${item}` : item,
  );
  return text.replace(MARKED, '$1.0');
}
