import type { Nested } from '../support/structure.js';
import type { TensorSpec } from './tensor-spec.js';

/**
 * What a dataset is known by where it is a value of an element, as a window is: the spec of its elements.
 * See https://www.tensorflow.org/api_docs/python/tf/data/DatasetSpec.
 *
 * @example
 * String(data.Dataset.range(9).window(3).elementSpec); // DatasetSpec(TensorSpec((), int32))
 */
export class DatasetSpec {
  readonly elementSpec: Nested<TensorSpec | DatasetSpec>;
  readonly #make: (items: never) => unknown;

  /** @param make gives a dataset of a stage's items; stages are made of specs, so that their type is not known here */
  constructor(elementSpec: Nested<TensorSpec | DatasetSpec>, make: (items: never) => unknown) {
    this.elementSpec = elementSpec;
    this.#make = make;
  }

  /** A dataset of the stage's items, as the one that this is about. */
  dataset<S, D>(stage: S): D {
    return this.#make(stage as never) as D;
  }

  toString(): string {
    return `DatasetSpec(${this.elementSpec})`;
  }
}
