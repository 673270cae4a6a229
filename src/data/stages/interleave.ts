import { ELEMENTS, type Element, type InnerPipeline } from '../element.js';
import type { Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { datasetOf, innerSpec } from './flat-map.js';

/** Options of `interleave`. */
export interface InterleaveOptions {
  /** Datasets that are read at a time; 2 by default. */
  readonly cycleLength?: number | undefined;
  /** Elements in a row from the same one; 1 by default. */
  readonly blockLength?: number | undefined;
}

/** The elements of the datasets that `fn` gives, `cycleLength` of them in turn. */
export function interleave(
  input: Stage<Element>,
  fn: ElementFunction,
  { cycleLength = 2, blockLength = 1 }: InterleaveOptions,
): Stage<Element> {
  return {
    name: 'interleave',
    details: `${cycleLength} at a time, ${blockLength} in a row`,
    cardinality: null,
    spec: (read) => (read ? innerSpec('interleave', input, fn) : undefined),
    open() {
      const stream = input.open();
      const cycle: (Stream<Element> | null)[] = new Array(cycleLength).fill(null);
      let number = 0;
      let place = 0;
      let given = 0;
      let ended = false;
      const advance = () => {
        place = (place + 1) % cycleLength;
        given = 0;
      };
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          if (cycle[place] === null && !ended) {
            const element = (yield stream.next()) as Element | null;
            if (element === null) ended = true;
            else {
              const found = yield callWith('interleave', number++, fn, element, datasetOf);
              cycle[place] = (found as InnerPipeline)[ELEMENTS].open();
            }
          }
          const inner = cycle[place];
          if (inner == null) {
            if (ended && cycle.every((one) => one === null)) return null;
            advance();
            continue;
          }
          const item = (yield inner.next()) as Element | null;
          if (item === null) {
            yield inner.close?.();
            cycle[place] = null;
            // As tf.data does: the next dataset is opened when this place's turn comes again.
            advance();
            continue;
          }
          given += 1;
          if (given >= blockLength) advance();
          return item;
        }
      }
      return {
        next: () => drive(steps()),
        close: () => closeAll([...cycle, stream]),
      };
    },
  };
}
