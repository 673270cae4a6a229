import { formatCount } from '../../display/format/number.js';
import { checkInterrupt } from '../../support/interrupt.js';
import { release } from '../element.js';
import { mapCardinality, type Stage } from '../stage.js';
import { drive } from '../stream.js';

/** All items but the first `count`; none for -1. */
export function skip<T>(input: Stage<T>, count: number): Stage<T> {
  const away = count < 0 ? Number.POSITIVE_INFINITY : count;
  return {
    name: 'skip',
    details: formatCount(count),
    cardinality: count < 0 ? 0 : mapCardinality(input.cardinality, (all) => Math.max(all - away, 0)),
    spec: input.spec,
    open() {
      const stream = input.open();
      let left = away;
      function* first(): Generator<unknown, T | null, unknown> {
        for (;;) {
          const item = (yield stream.next()) as T | null;
          if (item === null || left-- <= 0) return item;
          checkInterrupt();
          release(item);
        }
      }
      return {
        next: () => (count < 0 ? null : left > 0 ? drive(first()) : stream.next()),
        close: () => stream.close?.(),
      };
    },
  };
}
