import { checkNumber } from '../../support/check.js';

let current = 1e-7;

/** What keeps quotients and logarithms of nearly zero finite; 1e-7 unless {@link setEpsilon} was called. */
export function epsilon(): number {
  return current;
}

/**
 * Sets what losses, metrics, constraints and ops take for {@link epsilon} from now on; what was compiled before keeps its
 * own.
 *
 * @throws ValueError unless it is a number above 0.
 */
export function setEpsilon(value: number): void {
  current = checkNumber(
    'config.setEpsilon',
    'value',
    value,
    'a number above 0',
    (n) => n > 0 && Number.isFinite(n),
  );
}
