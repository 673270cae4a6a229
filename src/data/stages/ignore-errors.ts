import { DataError } from '../data-error.js';
import type { Element } from '../element.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';

/** The elements that can be computed; those that a function fails on are left out, `log` says which. */
export function ignoreErrors(input: Stage<Element>, log: boolean): Stage<Element> {
  return {
    name: 'ignoreErrors',
    details: '',
    cardinality: null,
    spec: input.spec,
    open() {
      const stream = input.open();
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          try {
            return (yield stream.next()) as Element | null;
          } catch (error) {
            // What an element did not do, as a file that is missing, would fail again and again.
            if (!(error instanceof DataError)) throw error;
            if (log) console.warn(error.message);
          }
        }
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}
