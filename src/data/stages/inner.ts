import * as tf from '@tensorflow/tfjs-core';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { calledSpec } from '../called-spec.js';
import { ELEMENTS, type Element, isInnerPipeline, toHost } from '../element.js';
import { type ElementSpec, specOf } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { type Awaitable, chain, type Stream } from '../stream.js';
import { callWith, type ElementFunction, madeInCall } from '../user-function.js';

/** The dataset that a function gave for an element, and the tensors of that call, which its functions may still use. */
interface Inner {
  readonly stage: Stage<Element>;
  readonly tensors: readonly tf.Tensor[];
}

/** A stream over the dataset that `fn` gives for an element; what the call was given and made ends with the stream. */
export function openInner(
  stage: string,
  number: number,
  fn: ElementFunction,
  element: Element,
): Awaitable<Stream<Element>> {
  return chain(innerOf(stage, number, fn, element), ({ stage: inner, tensors }) => {
    const stream = inner.open();
    return {
      next: () => stream.next(),
      close: () => chain(stream.close?.(), () => tf.dispose([...tensors])),
    };
  });
}

/** The spec of the elements of the first dataset that a function gives. */
export function innerSpec(stage: string, input: Stage<Element>, fn: ElementFunction): ElementSpec {
  return calledSpec(
    input,
    (first) => innerOf(stage, 0, fn, first),
    ({ stage: inner, tensors }) => {
      try {
        return specOf(inner, true) as ElementSpec;
      } finally {
        tf.dispose([...tensors]);
      }
    },
  );
}

function innerOf(stage: string, number: number, fn: ElementFunction, element: Element): Awaitable<Inner> {
  // On the host, an element's tensors are made for the call alone, and live on with what the call makes.
  return chain(toHost(element), (given) => {
    let found!: Stage<Element>;
    const tensors = callWith(stage, number, fn, given, (where, value) => {
      found = stageOf(where, value);
      return madeInCall();
    });
    return chain(tensors, (made) => ({ stage: found, tensors: made }));
  });
}

function stageOf(where: string, value: unknown): Stage<Element> {
  if (isInnerPipeline(value)) return value[ELEMENTS];
  throw new ValueError(`${where}: expected the function to give a Dataset; received ${show(value)}.`, {
    fix: 'data.Dataset.fromTensorSlices(...), or map(...) for functions that give elements',
  });
}
