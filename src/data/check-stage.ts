import { checkInteger, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { AUTOTUNE } from './stage.js';

/** A number of elements: at least 0, or -1 for all. */
export function checkCount(stage: string, count: number): void {
  if (checkInteger(`Dataset.${stage}`, 'count', count) < -1) {
    throw new ValueError(`Dataset.${stage}: count must be at least 0, or -1; received ${count}.`);
  }
}

/** Labels as a second argument would be left out without a word. */
export function refuseMore(name: string, more: readonly unknown[]): void {
  if (more.length === 0) return;
  throw new ValueError(`Dataset.${name}: expected one value; received ${more.length + 1}.`, {
    fix: `data.Dataset.${name}([x, y])`,
  });
}

export function checkFunction(stage: string, fn: unknown, what = 'a function'): void {
  if (typeof fn === 'function') return;
  throw new ValueError(`Dataset.${stage}: expected ${what}; received ${show(fn)}.`, {
    fix: `dataset.${stage}((x, y) => ...)`,
  });
}

/** How many calls may be under way: at least 1, or AUTOTUNE. */
export function checkParallelCalls(stage: string, calls: number | null | undefined): void {
  if (calls != null && calls !== AUTOTUNE)
    checkPositiveInteger(`Dataset.${stage}`, 'numParallelCalls', calls);
}
