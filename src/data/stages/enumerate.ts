import { checkInteger } from '../../support/check.js';
import type { Element } from '../element.js';
import { type ElementSpec, specOf } from '../element-spec.js';
import { int32Scalar } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { chain } from '../stream.js';
import { INTEGER } from '../tensor-spec.js';

/** Tuples of a number and the element. */
export function enumerate(input: Stage<Element>, start: number): Stage<Element> {
  checkInteger('Dataset.enumerate', 'start', start);
  return {
    name: 'enumerate',
    details: start === 0 ? '' : `from ${start}`,
    cardinality: input.cardinality,
    spec: numberedSpec(input),
    open() {
      const stream = input.open();
      let number = start;
      const numbered = (element: Element | null): Element | null =>
        element === null ? null : [int32Scalar(number++), element];
      return { next: () => chain(stream.next(), numbered), close: () => stream.close?.() };
    },
  };
}

/** The spec of tuples of an integer and the element. */
export function numberedSpec(input: Stage<Element>) {
  return (read: boolean): ElementSpec | undefined => {
    const spec = specOf(input, read);
    return spec && ([INTEGER, spec] as ElementSpec);
  };
}
