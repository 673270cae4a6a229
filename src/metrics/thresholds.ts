import { checkRange } from '../support/check.js';

/** Below every prediction: with it each of the top k counts as predicted. */
export const NEVER = -1e10;

/** The thresholds as a list, each checked to lie in [0, 1]. */
export function checkThresholds(
  where: string,
  thresholds: number | readonly number[] | null,
  byDefault: number,
): readonly number[] {
  if (thresholds === null) return [byDefault];
  const list = typeof thresholds === 'number' ? [thresholds] : [...thresholds];
  for (const threshold of list) checkRange(where, 'thresholds', threshold, 0, 1);
  return list;
}

/** True if the thresholds are 0, 1/(n-1), 2/(n-1) ... 1, up to rounding. */
export function areEven(thresholds: readonly number[]): boolean {
  const last = thresholds.length - 1;
  return last >= 2 && thresholds.every((t, i) => Math.abs(t - i / last) <= 1e-7 + 1e-5 * (i / last));
}

/** 0, 1/(n-1) ... 1. */
export function evenThresholds(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i / (count - 1));
}
