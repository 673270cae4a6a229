import { formatCount } from '../../display/format/number.js';
import { checkInterrupt } from '../../support/interrupt.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';

/** The items `count` times over, each time from a new stream; without end for -1. */
export function repeat<T>(input: Stage<T>, count: number): Stage<T> {
  const times = count < 0 ? Number.POSITIVE_INFINITY : count;
  return {
    name: 'repeat',
    details: count < 0 ? 'endless' : formatCount(count),
    cardinality: repeated(input.cardinality, times),
    spec: input.spec,
    open() {
      let round = 1;
      let given = false;
      let stream = times > 0 ? input.open() : null;
      function* steps(): Generator<unknown, T | null, unknown> {
        while (stream !== null) {
          const item = (yield stream.next()) as T | null;
          if (item !== null) {
            given = true;
            return item;
          }
          checkInterrupt();
          yield stream.close?.();
          stream = given && round++ < times ? input.open() : null;
          given = false;
        }
        return null;
      }
      return { next: () => drive(steps()), close: () => stream?.close?.() };
    },
  };
}

/** Nothing, however often, is nothing: Infinity times 0 would be no number. What is repeated without end counts as endless. */
function repeated(count: number | null, times: number): number | null {
  if (count === 0 || times === 0) return 0;
  if (times === Number.POSITIVE_INFINITY) return times;
  return count === null ? null : count * times;
}
