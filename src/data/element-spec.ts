import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import { mapStructure, type Nested } from '../support/structure.js';
import { type Element, type Leaf, release } from './element.js';
import { HostTensor, type HostType } from './host-tensor.js';
import type { Stage } from './stage.js';
import { TensorSpec } from './tensor-spec.js';

/** Stages whose elements have a first axis of batches, until one takes it away again. */
const BATCHES = ['batch', 'paddedBatch'];

/** Whether elements come as batches whose last may be smaller than the others. */
function hasUnevenBatches(stages: readonly Stage[]): boolean {
  let uneven = false;
  for (const { name, details } of stages) {
    if (BATCHES.includes(name)) uneven = !details.includes('without the remainder');
    if (name === 'unbatch') uneven = false;
  }
  return uneven;
}

/** Shapes and dtypes of the elements, as the first one has them. */
export function elementSpec(stages: readonly Stage[], elements: Stage<Element>): Nested<TensorSpec> {
  const stream = elements.open();
  const first = stream.next();
  if (first instanceof Promise) {
    void first.then(release, () => undefined).finally(() => stream.close?.());
    throw new ValueError(
      'Dataset.elementSpec: the elements are asynchronous, and their shapes are known later.',
      {
        fix: 'for await (const element of dataset) { ...; break; }',
      },
    );
  }
  void stream.close?.();
  if (first === null) throw new ValueError('Dataset.elementSpec: expected elements; the dataset is empty.');
  const uneven = hasUnevenBatches(stages);
  const spec = mapStructure(first, (leaf) => specOf(leaf, uneven));
  release(first);
  return spec;
}

function specOf(leaf: Leaf, uneven: boolean): TensorSpec {
  if (!(leaf instanceof tf.Tensor || leaf instanceof HostTensor)) {
    throw new ValueError('Dataset.elementSpec: the elements are datasets.', {
      fix: 'flatMap((window) => window.batch(n))',
    });
  }
  const shape = uneven && leaf.shape.length > 0 ? [null, ...leaf.shape.slice(1)] : [...leaf.shape];
  return new TensorSpec({ shape, dtype: leaf.dtype as HostType });
}
