import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import type { Shape } from '../support/shape.js';
import { flatten, mapStructure, type Nested, packLike } from '../support/structure.js';
import { DatasetSpec } from './dataset-spec.js';
import { type Element, type InnerPipeline, release } from './element.js';
import { HostTensor, type HostType } from './host-tensor.js';
import { peek } from './peek.js';
import type { Stage } from './stage.js';
import { TensorSpec } from './tensor-spec.js';

/** Shapes and dtypes of an element's values, in its structure. */
export type ElementSpec = Nested<TensorSpec | DatasetSpec>;

/** The spec of a stage's elements. Where they have to be computed to know: that of the first one if `read`, or undefined. */
export function specOf(stage: Stage<Element>, read: boolean): ElementSpec | undefined {
  return stage.spec === undefined ? (read ? firstSpec(stage) : undefined) : stage.spec(read);
}

/** The spec of a stage that changes each shape of its input, and no dtype. */
export function reshapedSpec(input: Stage<Element>, change: (shape: Shape, place: number) => Shape) {
  return (read: boolean): ElementSpec | undefined => {
    const spec = specOf(input, read);
    if (spec === undefined) return undefined;
    const leaves = flatten(spec).map((leaf, place) => {
      if (leaf instanceof DatasetSpec) throw ofDatasets();
      return specWith(change(leaf.shape, place), leaf.dtype);
    });
    return packLike(spec, leaves);
  };
}

/** The spec that fits both: a size that differs is null. */
export function commonSpec(a: ElementSpec | undefined, b: ElementSpec | undefined): ElementSpec | undefined {
  if (a === undefined || b === undefined) return undefined;
  const others = flatten(b);
  const leaves = flatten(a).map((leaf, place) => {
    const other = others[place];
    if (!(leaf instanceof TensorSpec && other instanceof TensorSpec)) return leaf;
    const sizes = leaf.shape.map((size, axis) => (size === other.shape[axis] ? size : null));
    return specWith(sizes, leaf.dtype);
  });
  return packLike(a, leaves);
}

/** Shapes and dtypes of an element. */
export function specOfElement(element: Element): ElementSpec {
  return mapStructure(element, (leaf) => {
    const shape = shapeOf(leaf);
    if (shape === undefined) throw ofDatasets();
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

export function firstOf(stage: Stage<Element>): Element {
  const first = peek(() => {
    const stream = stage.open();
    const item = stream.next();
    if (item instanceof Promise) throw asynchronous(item.then(release).finally(() => stream.close?.()));
    void stream.close?.();
    return item;
  });
  if (first === null) throw new ValueError('Dataset.elementSpec: expected elements; the dataset is empty.');
  return first;
}

function ofDatasets(): ValueError {
  return new ValueError('Dataset.elementSpec: the elements are datasets.', {
    fix: 'flatMap((window) => window.batch(n))',
  });
}

/** The elements take time. */
export class Asynchronous extends ValueError {}

/** The error for what comes later, which nobody waits for. */
export function asynchronous(later: Promise<unknown>): ValueError {
  later.catch(() => undefined);
  return new Asynchronous(
    'Dataset.elementSpec: the elements are asynchronous, and their shapes are known later.',
    { fix: 'for await (const element of dataset) { ...; break; }' },
  );
}

export function shapeOf(leaf: HostTensor | tf.Tensor | InnerPipeline): Shape | undefined {
  return leaf instanceof tf.Tensor || leaf instanceof HostTensor ? leaf.shape : undefined;
}

export function specWith(shape: Shape, dtype: HostTensor['dtype']): TensorSpec {
  return new TensorSpec({ shape: [...shape], dtype: dtype as HostType });
}
