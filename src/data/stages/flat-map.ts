import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { ELEMENTS, type Element, type InnerPipeline, isInnerPipeline } from '../element.js';
import { calledSpec, type ElementSpec, specOf } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';

/** The elements of the datasets that `fn` gives, one dataset after the other. */
export function flatMap(input: Stage<Element>, fn: ElementFunction): Stage<Element> {
  return {
    name: 'flatMap',
    details: fn.name,
    cardinality: null,
    spec: (read) => (read ? innerSpec('flatMap', input, fn) : undefined),
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
          const dataset = (yield callWith('flatMap', number++, fn, element, datasetOf)) as InnerPipeline;
          inner = dataset[ELEMENTS].open();
        }
      }
      return {
        next: () => drive(steps()),
        close: () => closeAll([inner, stream]),
      };
    },
  };
}

/** The dataset that a function gave. */
export function datasetOf(where: string, value: unknown): InnerPipeline {
  if (isInnerPipeline(value)) return value;
  throw new ValueError(`${where}: expected the function to give a Dataset; received ${show(value)}.`, {
    fix: 'data.Dataset.fromTensorSlices(...), or map(...) for functions that give elements',
  });
}

/** The spec of the elements of the first dataset that a function gives. */
export function innerSpec(stage: string, input: Stage<Element>, fn: ElementFunction): ElementSpec {
  return calledSpec(
    input,
    (first) => callWith(stage, 0, fn, first, datasetOf),
    (dataset) => specOf(dataset[ELEMENTS], true) as ElementSpec,
  );
}
