import { formatCount } from '../../display/format/number.js';
import { mapCardinality, type Stage } from '../stage.js';

/** The first `count` items; all of them for -1. */
export function take<T>(input: Stage<T>, count: number): Stage<T> {
  return {
    name: 'take',
    details: formatCount(count),
    cardinality:
      count < 0 ? input.cardinality : mapCardinality(input.cardinality, (all) => Math.min(all, count)),
    spec: input.spec,
    open() {
      const stream = input.open();
      if (count < 0) return stream;
      let left = count;
      return {
        next: () => (left-- > 0 ? stream.next() : null),
        close: () => stream.close?.(),
      };
    },
  };
}
