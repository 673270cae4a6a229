import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '../backends/tensor.js';
import type { Nested } from '../support/structure.js';
import type { InnerPipeline, ValueLike } from './element.js';
import type { TensorSpec } from './tensor-spec.js';

/** What a function of a dataset is called with: the parts of a tuple one by one, anything else as one argument. */
export type Arguments<T> = T extends readonly [unknown, ...unknown[]]
  ? readonly [...T]
  : T extends readonly tf.Tensor[]
    ? T
    : [part: T];

/** Arrays that hold numbers, booleans or texts at any depth, which are one value. */
type Numbers = readonly (number | boolean | string | Numbers)[] | ArrayBufferView;

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;

type Kind<E> = E extends number
  ? 'number'
  : E extends boolean
    ? 'boolean'
    : E extends string
      ? 'text'
      : E extends ArrayBufferView
        ? 'array'
        : E extends readonly unknown[]
          ? 'array'
          : 'other';

type Items<E> = E extends readonly (infer Item)[] ? Item : E extends ArrayBufferView ? number : never;

type Length<E> = E extends readonly unknown[] ? E['length'] : never;

/** False for different things in an array (`[[1, 2], 0]`, `[1, 'a']`), a tuple; true for one shape, a value. */
type IsValue<R> = R extends readonly (infer E)[] ? ([E] extends [never] ? true : IsUniform<E>) : true;

type IsUniform<E> = true extends IsUnion<Kind<E>> | IsUnion<Length<E>>
  ? false
  : Kind<E> extends 'array'
    ? IsUniform<Items<E>>
    : true;

/** The element that values of a function or a generator become. */
export type Mapped<R> = [ValueLike] extends [R]
  ? Nested<Tensor>
  : R extends tf.Tensor
    ? R
    : R extends InnerPipeline
      ? R
      : R extends number | boolean | string
        ? tf.Scalar
        : R extends Numbers
          ? IsValue<R> extends true
            ? Tensor
            : { -readonly [K in keyof R]: Mapped<R[K]> }
          : R extends object
            ? { -readonly [K in keyof R]: Mapped<R[K]> }
            : never;

/** An element of the rows of tensors and arrays. */
export type Slices<D> = D extends tf.Tensor
  ? Tensor
  : D extends Numbers
    ? IsValue<D> extends true
      ? Tensor
      : { -readonly [K in keyof D]: Slices<D[K]> }
    : D extends object
      ? { -readonly [K in keyof D]: Slices<D[K]> }
      : never;

/** The element that a signature describes. */
export type Signed<S> = S extends TensorSpec ? Tensor : { -readonly [K in keyof S]: Signed<S[K]> };

/** An element's values as `tensor.numpy()` gives them: numbers and texts, in nested arrays. */
export type Plain<T> = T extends tf.Tensor
  ? ReturnType<T['arraySync']>
  : { -readonly [K in keyof T]: Plain<T[K]> };
