import { checkInterrupt } from '../../support/interrupt.js';
import { release } from '../element.js';
import { mapCardinality, type Stage } from '../stage.js';
import { drive } from '../stream.js';

/** Each `shards`-th item, from number `index` on. */
export function shard<T>(input: Stage<T>, shards: number, index: number): Stage<T> {
  return {
    name: 'shard',
    details: `${index} of ${shards}`,
    cardinality: mapCardinality(input.cardinality, (all) => Math.ceil(Math.max(all - index, 0) / shards)),
    spec: input.spec,
    open() {
      const stream = input.open();
      let number = 0;
      function* steps(): Generator<unknown, T | null, unknown> {
        for (;;) {
          const item = (yield stream.next()) as T | null;
          if (item === null || number++ % shards === index) return item;
          checkInterrupt();
          release(item);
        }
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}
