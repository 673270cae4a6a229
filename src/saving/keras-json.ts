/** Options that Keras takes as floats only: `0` is an error there, or rounds what is computed with it, and `0.0` is none. */
const FLOATS: ReadonlySet<string> = new Set([
  'momentum',
  'learning_rate',
  'initial_learning_rate',
  'values',
  'beta',
  'threshold',
]);
const MARK = '\u0001float:';
const MARKED = /"\\u0001float:(-?\d+)"/g;

/** JSON as Keras takes it. */
export function kerasJson(value: unknown): string {
  const text = JSON.stringify(value, (key, item: unknown) => (FLOATS.has(key) ? asFloats(item) : item));
  return text.replace(MARKED, '$1.0');
}

function asFloats(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asFloats);
  return Number.isInteger(value) ? `${MARK}${value}` : value;
}
