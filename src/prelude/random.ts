import * as tf from '@tensorflow/tfjs-core';
import { makeDefaultSeed, normal, truncatedNormal as truncated, uniform } from '../backends/random.js';

type Shape = readonly number[];
type Draw = (shape: Shape, a: number, b: number) => tf.Tensor;

/**
 * tfjs's random ops draw from `Math.random` when they are given no seed. These draw from the stream that
 * `utils.setRandomSeed` fixes, as TensorFlow's do, and anew on each run of a step that is recorded. With a seed they are
 * tfjs's, number by number.
 */
function seeded<Op>(op: Op, draw: Draw, defaults: readonly [number, number]): Op {
  const call = op as (shape: Shape, a?: number, b?: number, dtype?: tf.DataType, seed?: unknown) => tf.Tensor;
  return ((
    shape: Shape,
    a = defaults[0],
    b = defaults[1],
    dtype: tf.DataType = 'float32',
    seed?: unknown,
  ) => {
    if (seed !== undefined && seed !== null) return call(shape, a, b, dtype, seed);
    if (dtype === 'float32') return draw(shape, a, b);
    // Other types are cut off as tfjs does it.
    return dtype === 'int32'
      ? tf.tidy(() => draw(shape, a, b).cast('int32'))
      : call(shape, a, b, dtype, makeDefaultSeed());
  }) as Op;
}

/** Numbers spread evenly over [minval, maxval). */
export const randomUniform = seeded(tf.randomUniform, uniform, [0, 1]);
/** Numbers of a normal distribution. */
export const randomNormal = seeded(tf.randomNormal, normal, [0, 1]);
/** Numbers of a normal distribution without those beyond two standard deviations. */
export const truncatedNormal = seeded(tf.truncatedNormal, truncated, [0, 1]);

/** Numbers of the standard normal distribution. */
export const randomStandardNormal: typeof tf.randomStandardNormal = (shape, dtype, seed) =>
  randomNormal(shape, 0, 1, dtype, seed);

/** Integers spread evenly over [minval, maxval). */
export const randomUniformInt: typeof tf.randomUniformInt = (shape, minval, maxval, seed) =>
  tf.randomUniformInt(shape, minval, maxval, seed ?? makeDefaultSeed());

/** Numbers of a gamma distribution. */
export const randomGamma: typeof tf.randomGamma = (shape, alpha, beta, dtype, seed) =>
  tf.randomGamma(shape, alpha, beta, dtype, seed ?? makeDefaultSeed());

/** Draws classes by their logarithmic probabilities, or by probabilities when `normalized` is true. */
export const multinomial: typeof tf.multinomial = (logits, numSamples, seed, normalized = false) =>
  tf.tidy(() => {
    // tfjs's wasm kernel would call its own softmax, which ours has replaced.
    const probabilities = normalized ? logits : tf.softmax(logits as tf.Tensor2D);
    return tf.multinomial(probabilities as tf.Tensor2D, numSamples, seed ?? makeDefaultSeed(), true);
  });
