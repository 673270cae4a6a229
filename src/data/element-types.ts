import type * as tf from '@tensorflow/tfjs-core';
import type { Nested } from '../support/structure.js';
import type { InnerPipeline, ValueLike } from './element.js';

/** What a function of a dataset is called with: the parts of a tuple one by one, anything else as one argument. */
export type Arguments<T> = T extends readonly [unknown, ...unknown[]] ? readonly [...T] : [part: T];

/** Arrays that hold numbers, booleans or texts at any depth, which are one value. */
type Numbers = readonly (number | boolean | string | Numbers)[] | ArrayBufferView;

/** The element that values of a function or a generator become. */
export type Mapped<R> = [ValueLike] extends [R]
  ? Nested<tf.Tensor>
  : R extends tf.Tensor
    ? R
    : R extends InnerPipeline
      ? R
      : R extends number | boolean | string
        ? tf.Scalar
        : R extends Numbers
          ? tf.Tensor
          : R extends object
            ? { -readonly [K in keyof R]: Mapped<R[K]> }
            : never;

/** An element of the rows of tensors and arrays. */
export type Slices<D> = D extends tf.Tensor | Numbers
  ? tf.Tensor
  : D extends object
    ? { -readonly [K in keyof D]: Slices<D[K]> }
    : never;
