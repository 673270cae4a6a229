import type { Stage } from '../stage.js';
import { drive, type Stream } from '../stream.js';

/** The items of one after those of the other. */
export function concatenate<T>(first: Stage<T>, second: Stage<T>): Stage<T> {
  const [a, b] = [first.cardinality, second.cardinality];
  return {
    name: 'concatenate',
    details: second.name,
    cardinality: a === null || b === null ? null : a + b,
    open() {
      let stream: Stream<T> = first.open();
      let isLast = false;
      function* steps(): Generator<unknown, T | null, unknown> {
        for (;;) {
          const item = (yield stream.next()) as T | null;
          if (item !== null || isLast) return item;
          yield stream.close?.();
          isLast = true;
          stream = second.open();
        }
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}
