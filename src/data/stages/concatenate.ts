import type { Element } from '../element.js';
import { commonSpec, specOf } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { drive, type Stream } from '../stream.js';

/** The items of one after those of the other. */
export function concatenate(first: Stage<Element>, second: Stage<Element>): Stage<Element> {
  const [a, b] = [first.cardinality, second.cardinality];
  return {
    name: 'concatenate',
    details: second.name,
    // Without end is without end, whatever comes behind it.
    cardinality: [a, b].includes(Number.POSITIVE_INFINITY)
      ? Number.POSITIVE_INFINITY
      : a === null || b === null
        ? null
        : a + b,
    spec: (read) => commonSpec(specOf(first, read), specOf(second, read)),
    open() {
      let stream: Stream<Element> = first.open();
      let isLast = false;
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          const item = (yield stream.next()) as Element | null;
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
