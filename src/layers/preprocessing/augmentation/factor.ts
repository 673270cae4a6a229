import { checkFinite, show } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';

/** How far a change may go: one number, or the lowest and the highest that may be drawn. */
export type Factor = number | readonly [lower: number, upper: number];

/** The lowest and the highest number that may be drawn. */
export type Range = readonly [lower: number, upper: number];

/** A {@link Factor} as a range: one number f is the range from -f, or from `low` if that is more, to f. */
export function getFactor(where: string, what: string, factor: Factor, [low, high]: Range): Range {
  if (typeof factor === 'number' && factor >= low && factor <= high) {
    const size = Math.abs(factor);
    return [Math.max(-size, low), size];
  }
  if (Array.isArray(factor) && factor.length === 2) {
    const [first, second] = factor.map((one) => checkFinite(where, what, one)) as [number, number];
    // As Keras, whose files have ranges that only touch the bounds.
    if (first <= high && second >= low) return [Math.min(first, second), Math.max(first, second)];
  }
  throw new ValueError(
    `${where}: ${what} must be a number in [${low}, ${high}], or two of them; received ${show(factor)}.`,
    { fix: `${what}: [${low === 0 ? 0 : -0.2}, 0.2]` },
  );
}

/** The lowest and the highest value of a pixel. */
export function getValueRange(where: string, range: Range = [0, 255]): Range {
  if (Array.isArray(range) && range.length === 2 && range.every(Number.isFinite) && range[0] !== range[1])
    return [Math.min(...range), Math.max(...range)] as Range;
  throw new ValueError(`${where}: valueRange must be two different numbers; received ${show(range)}.`, {
    fix: 'valueRange: [0, 1] or [0, 255]',
  });
}
