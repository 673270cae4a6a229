import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** One number for all spatial axes, or one for each. */
export type Sizes = number | readonly number[];

/** A number before and one behind an axis. */
export type Pair = readonly [number, number];

/** One number of at least 1 for each of `count` axes; `zero` allows 0 too. */
export function sizesFor(
  where: string,
  what: string,
  value: Sizes,
  count: number,
  { zero = false } = {},
): readonly number[] {
  const sizes = Array.isArray(value)
    ? (value as readonly number[])
    : Array.from({ length: count }, () => value);
  const least = zero ? 0 : 1;
  if (sizes.length === count && sizes.every((size) => Number.isInteger(size) && (size as number) >= least)) {
    return sizes as readonly number[];
  }
  const integer = zero ? 'an integer of at least 0' : 'a positive integer';
  throw new ValueError(
    count === 1
      ? `${where}: ${what} must be ${integer}; received ${show(value)}.`
      : `${where}: ${what} must be ${integer}, or a list of ${count} of them; received ${show(value)}.`,
  );
}

/**
 * What is cut off or added before and behind each of `count` axes: one number for all, one for each axis, or a pair
 * for each axis.
 */
export function pairsFor(
  where: string,
  what: string,
  value: number | readonly (number | Pair)[],
  count: number,
): readonly Pair[] {
  if (typeof value === 'number') return Array.from({ length: count }, () => pairFor(where, what, value));
  if (Array.isArray(value) && value.length === count) return value.map((item) => pairFor(where, what, item));
  throw new ValueError(
    `${where}: ${what} must be an integer, or a list of ${count} integers or pairs of them; received ${show(value)}.`,
  );
}

/** A pair from one number, or from two. */
export function pairFor(where: string, what: string, value: number | readonly number[]): Pair {
  const [before, behind] = sizesFor(where, what, value, 2, { zero: true });
  return [before as number, behind as number];
}
