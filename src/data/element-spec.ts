import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import type { Shape } from '../support/shape.js';
import { flatten, mapStructure, type Nested, packLike } from '../support/structure.js';
import { type Element, type InnerPipeline, release } from './element.js';
import { HostTensor, type HostType } from './host-tensor.js';
import type { Stage } from './stage.js';
import type { Awaitable } from './stream.js';
import { TensorSpec } from './tensor-spec.js';

/** Shapes and dtypes of an element's values, in its structure. */
export type ElementSpec = Nested<TensorSpec>;

/** The spec of a stage's elements. Where they have to be computed to know: that of the first one if `read`, or undefined. */
export function specOf(stage: Stage<Element>, read: boolean): ElementSpec | undefined {
  return stage.spec === undefined ? (read ? firstSpec(stage) : undefined) : stage.spec(read);
}

/** The spec of a stage that changes each shape of its input, and no dtype. */
export function reshapedSpec(input: Stage<Element>, change: (shape: Shape, place: number) => Shape) {
  return (read: boolean): ElementSpec | undefined => {
    const spec = specOf(input, read);
    if (spec === undefined) return undefined;
    const leaves = flatten(spec).map(({ shape, dtype }, place) => specWith(change(shape, place), dtype));
    return packLike(spec, leaves);
  };
}

/** The spec that fits both: a size that differs is null. */
export function commonSpec(a: ElementSpec | undefined, b: ElementSpec | undefined): ElementSpec | undefined {
  if (a === undefined || b === undefined) return undefined;
  const others = flatten(b);
  const leaves = flatten(a).map(({ shape, dtype }, place) => {
    const other = others[place]?.shape ?? shape;
    return specWith(
      shape.map((size, axis) => (size === other[axis] ? size : null)),
      dtype,
    );
  });
  return packLike(a, leaves);
}

/**
 * What a function makes of elements of `input`, whose first one is looked at: a size that the function seems to have kept
 * varies where it does in the input.
 */
export function calledSpec<T>(
  input: Stage<Element>,
  called: (first: Element) => Awaitable<T>,
  specOfResult: (result: T) => ElementSpec,
): ElementSpec {
  const first = firstOf(input);
  const before = flatten(first).map(shapeOf);
  const result = called(first);
  if (result instanceof Promise) throw asynchronous(result);
  const spec = specOfResult(result);
  let given: ElementSpec | undefined;
  try {
    given = specOf(input, true);
  } catch {
    // Elements that are datasets have no shapes.
    return spec;
  }
  const varying = flatten(given as ElementSpec).map((one) => one.shape);
  return mapStructure(spec, ({ shape, dtype }) => {
    const varies = (axis: number, size: number | null) =>
      varying.some((sizes, i) => sizes[axis] === null && before[i]?.[axis] === size);
    return specWith(
      shape.map((size, axis) => (varies(axis, size) ? null : size)),
      dtype,
    );
  });
}

/** Shapes and dtypes of an element. */
export function specOfElement(element: Element): ElementSpec {
  return mapStructure(element, (leaf) => {
    const shape = shapeOf(leaf);
    if (shape === undefined) {
      throw new ValueError('Dataset.elementSpec: the elements are datasets.', {
        fix: 'flatMap((window) => window.batch(n))',
      });
    }
    return specWith(shape, (leaf as HostTensor).dtype);
  });
}

function firstSpec(stage: Stage<Element>): ElementSpec {
  const first = firstOf(stage);
  try {
    return specOfElement(first);
  } finally {
    release(first);
  }
}

function firstOf(stage: Stage<Element>): Element {
  const stream = stage.open();
  const first = stream.next();
  if (first instanceof Promise) throw asynchronous(first.then(release).finally(() => stream.close?.()));
  void stream.close?.();
  if (first === null) throw new ValueError('Dataset.elementSpec: expected elements; the dataset is empty.');
  return first;
}

/** The error for what comes later, which nobody waits for. */
function asynchronous(later: Promise<unknown>): ValueError {
  later.catch(() => undefined);
  return new ValueError(
    'Dataset.elementSpec: the elements are asynchronous, and their shapes are known later.',
    { fix: 'for await (const element of dataset) { ...; break; }' },
  );
}

function shapeOf(leaf: HostTensor | tf.Tensor | InnerPipeline): Shape | undefined {
  return leaf instanceof tf.Tensor || leaf instanceof HostTensor ? leaf.shape : undefined;
}

function specWith(shape: Shape, dtype: HostTensor['dtype']): TensorSpec {
  return new TensorSpec({ shape: [...shape], dtype: dtype as HostType });
}
