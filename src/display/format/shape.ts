import { formatCount } from './number.js';

type Dimensions = readonly (number | null)[];

/** A shape for people: `28 × 28 × 1`, `1,600`; `?` is a dimension that is not known. */
export function formatShape(shape: Dimensions, times = ' × '): string {
  if (shape.length === 0) return 'scalar';
  return shape.map((size) => (size === null ? '?' : formatCount(size))).join(times);
}

/** A shape without its batch dimension. */
export function formatSampleShape(shape: Dimensions, times = ' × '): string {
  return formatShape(shape.slice(1), times);
}

/** A shape that can be pasted: `[64, 10]`. */
export function formatShapeLiteral(shape: Dimensions): string {
  return `[${shape.map((size) => size ?? 'null').join(', ')}]`;
}
