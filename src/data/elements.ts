import type * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { flatten, type Nested, packLike } from '../support/structure.js';
import { checkFunction } from './check-stage.js';
import {
  ELEMENTS,
  type Element,
  type InnerPipeline,
  release,
  toElement,
  toHost,
  toTensors,
  type ValueLike,
} from './element.js';
import { type ElementSpec, specOf } from './element-spec.js';
import type { Arguments, Mapped, Plain } from './element-types.js';
import type { Stage } from './stage.js';
import { type SavedOptions, saving } from './stages/saved.js';
import { take } from './stages/take.js';
import { callWith } from './user-function.js';

/** What a pipeline gives, and the ways to read it: what a `Dataset` is for those who take its elements out. */
export abstract class Elements<T> implements AsyncIterable<T>, InnerPipeline {
  abstract get [ELEMENTS](): Stage<Element>;

  /** How many elements there are: Infinity for endless, null where nobody knows before it was read. */
  cardinality(): number | null {
    return this[ELEMENTS].cardinality;
  }

  /**
   * Shapes and dtypes of an element's values, in its structure; sizes that may vary are null, as the first axis of batches.
   * Functions are called with two examples, of zeros and of ones, to know; one that needs values of its own with the first
   * element. What a generator without `outputSignature` gives for that is kept for its next reading.
   *
   * @throws ValueError where that takes time: behind an asynchronous function, or such a source of which nothing is known
   */
  get elementSpec(): ElementSpec {
    return specOf(this[ELEMENTS], true) as ElementSpec;
  }

  /** What is left of all elements: `fn(state, element)` gives the next state. */
  async reduce<S extends ValueLike>(
    initialState: S,
    fn: (state: Mapped<S>, element: T) => S | Mapped<S> | Promise<S | Mapped<S>>,
  ): Promise<Mapped<S>> {
    checkFunction('reduce', fn, 'an initial state and a function');
    let state = (await toHost(toElement('Dataset.reduce', initialState))) as Element;
    let number = 0;
    for await (const element of this.#read((one) => one)) {
      const given = [state, element];
      state = (await toHost(await callWith('reduce', number++, fn as never, given, toElement))) as Element;
    }
    return toTensors(state) as Mapped<S>;
  }

  /** The only element. @throws ValueError where there is none or more than one */
  async getSingleElement(): Promise<T> {
    const found: Element[] = [];
    for await (const element of this.#read((one) => one, 2)) found.push(element);
    const [first, ...more] = found;
    if (first !== undefined && more.length === 0) return toTensors(first) as T;
    found.forEach(release);
    const received = first === undefined ? 'none' : 'more';
    throw new ValueError(`Dataset.getSingleElement: expected one element; received ${received}.`);
  }

  /** Calls `fn` with each element; its tensors are disposed of behind the call. */
  async forEach(fn: (...parts: Arguments<T>) => void | Promise<void>): Promise<void> {
    for await (const element of this) {
      const parts = (Array.isArray(element) ? element : [element]) as Arguments<T>;
      try {
        await fn(...parts);
      } finally {
        release(element);
      }
    }
  }

  /** All elements, in an array. */
  async toArray(): Promise<T[]> {
    const elements: T[] = [];
    for await (const element of this) elements.push(element);
    return elements;
  }

  /**
   * The elements as numbers and texts, in nested arrays as `tensor.numpy()` gives them: no tensor is left to anybody.
   *
   * @example
   * for await (const [x, y] of data.Dataset.fromTensorSlices([[[1, 2], [3, 4]], [0, 1]]).asNumpyIterator())
   *   console.log(x, y); // [1, 2] 0, then [3, 4] 1
   */
  async *asNumpyIterator(): AsyncGenerator<Plain<T>, void, undefined> {
    for await (const element of this as AsyncIterable<Nested<tf.Tensor>>) {
      const leaves = await Promise.all(flatten(element).map((leaf) => leaf.array()));
      release(element);
      yield packLike(element, leaves) as Plain<T>;
    }
  }

  /**
   * Reads all elements into files in the folder `path`, in place of what was saved there; `Dataset.load` gives them back,
   * as does a later run.
   *
   * @throws ValueError when the folder cannot be written, or the elements never end
   */
  async save(path: string, options: SavedOptions = {}): Promise<void> {
    checkOptions('Dataset.save', options, ['compression']);
    if (this.cardinality() === Number.POSITIVE_INFINITY) {
      throw new ValueError('Dataset.save: the dataset never ends.', { fix: 'take(n)' });
    }
    const stream = saving('Dataset.save', this[ELEMENTS], path, options).open();
    try {
      while ((await stream.next()) !== null);
    } finally {
      await stream.close?.();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return this.#read((element) => toTensors(element) as T);
  }

  /** What `give` makes of the elements, at most `count`; the source is given back however the reading ends. */
  async *#read<R>(give: (element: Element) => R, count = -1): AsyncGenerator<R, void, undefined> {
    const stream = take(this[ELEMENTS], count).open();
    try {
      for (;;) {
        const element = await stream.next();
        if (element === null) return;
        yield give(element);
      }
    } finally {
      await stream.close?.();
    }
  }
}
