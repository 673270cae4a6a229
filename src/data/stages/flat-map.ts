import type { Element } from '../element.js';
import type { Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';
import type { ElementFunction } from '../user-function.js';
import { innerSpec, openInner } from './inner.js';

/** The elements of the datasets that `fn` gives, one dataset after the other; `name` is for errors. */
export function flatMap(input: Stage<Element>, fn: ElementFunction, name = 'flatMap'): Stage<Element> {
  return {
    name,
    details: fn.name,
    cardinality: null,
    spec: (read) => (read ? innerSpec(name, input, fn) : undefined),
    open() {
      const stream = input.open();
      let number = 0;
      let inner: Stream<Element> | null = null;
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          if (inner !== null) {
            const item = (yield inner.next()) as Element | null;
            if (item !== null) return item;
            yield inner.close?.();
            inner = null;
          }
          const element = (yield stream.next()) as Element | null;
          if (element === null) return null;
          inner = (yield openInner(name, number++, fn, element)) as Stream<Element>;
        }
      }
      return {
        next: () => drive(steps()),
        close: () => closeAll([inner, stream]),
      };
    },
  };
}
