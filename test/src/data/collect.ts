import * as tf from '@tensorflow/tfjs-core';
import { Dataset } from '../../../src/data/dataset.js';
import { mapStructure, type Nested } from '../../../src/support/structure.js';

/** The elements of a dataset as plain numbers and texts. */
export async function collect(dataset: Dataset<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const element of dataset) {
    found.push(
      mapStructure(element as Nested<tf.Tensor>, (leaf) => {
        const values = leaf.arraySync();
        leaf.dispose();
        return values;
      }),
    );
  }
  return found;
}

/** Scalars 0 ... n - 1 that go through an asynchronous function, so that the stages behind it have to wait. */
export function later(n: number): Dataset<tf.Tensor> {
  return Dataset.range(n).map(async (x) => {
    await new Promise((resolve) => setImmediate(resolve));
    return tf.clone(x);
  });
}
