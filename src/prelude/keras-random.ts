import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import {
  betas,
  binomials,
  categories,
  gammas,
  type Parameter,
} from '../backends/operations/distributions.js';
import {
  bernoulliMask,
  normal as normals,
  randomInteger,
  randomPermutation,
  type Seed,
  truncatedNormal as truncated,
  uniform as uniforms,
} from '../backends/random.js';
import {
  checkChoice,
  checkFinite,
  checkInteger,
  checkPositiveInteger,
  checkRange,
  show,
} from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { inOrder } from '../support/positional.js';
import { type KnownShape, positiveAxis } from '../support/shape.js';

// keras.random, see https://keras.io/api/random/. Arguments are given in Keras's order, or the last ones by name:
// `random.normal([2], 0, 1)` is `random.normal([2], { mean: 0, stddev: 1 })`. A number as `seed` gives the same values at each call, a
// SeedGenerator goes on, and without one they come from the stream that `utils.setRandomSeed` fixes.

export { SeedGenerator } from '../backends/random.js';

/** What all random functions take. */
export interface RandomOptions {
  /** `'float32'`, or `'int32'` for integers: tfjs has no others. */
  readonly dtype?: 'float32' | 'int32' | null;
  readonly seed?: Seed | null;
}

type Call = (where: string, ...args: never[]) => tf.Tensor;

/** Arguments by position or name, and the call's tensors disposed of but the last. */
function randomFunction<F>(name: string, params: readonly string[], compute: Call): F {
  const where = `random.${name}`;
  return ((...given: unknown[]) =>
    tf.tidy(() => compute(where, ...(inOrder(where, params, given) as never[])))) as F;
}

function checkShape(where: string, shape: KnownShape): KnownShape {
  if (Array.isArray(shape) && shape.every((size) => Number.isInteger(size) && size >= 0)) return shape;
  throw new ShapeError(`${where}: expected a shape as a list of integers; received ${show(shape)}.`);
}

function checkType(where: string, dtype: string | null | undefined, only: 'float32' | 'int32'): void {
  if (dtype != null) checkChoice(where, 'dtype', dtype, [only]);
}

type FloatDraw<A extends string> = {
  (shape: KnownShape, options?: RandomOptions & { readonly [K in A]?: number }): tf.Tensor;
  (
    shape: KnownShape,
    first?: number,
    second?: number,
    dtype?: 'float32' | null,
    seed?: Seed | null,
  ): tf.Tensor;
};

const floats = <A extends string>(
  name: string,
  params: readonly [A, A],
  defaults: readonly [number, number],
  drawn: (shape: KnownShape, first: number, second: number, seed?: Seed | null) => tf.Tensor,
) =>
  randomFunction<FloatDraw<A>>(
    name,
    ['shape', ...params, 'dtype', 'seed'],
    (
      where,
      shape: KnownShape,
      first: number = defaults[0],
      second: number = defaults[1],
      dtype?: string,
      seed?: Seed,
    ) => {
      checkType(where, dtype, 'float32');
      checkFinite(where, params[0], first);
      checkFinite(where, params[1], second);
      return drawn(checkShape(where, shape), first, second, seed);
    },
  );

/** Numbers of a normal distribution, float32; `mean` 0 and `stddev` 1 by default. */
export const normal = floats('normal', ['mean', 'stddev'], [0, 1], normals);

/** Numbers of a normal distribution without those beyond two standard deviations. */
export const truncatedNormal = floats('truncatedNormal', ['mean', 'stddev'], [0, 1], truncated);

/** Numbers spread evenly over [minval, maxval), [0, 1) by default. */
export const uniform = floats('uniform', ['minval', 'maxval'], [0, 1], uniforms);

/** Integers spread evenly over [minval, maxval), int32. */
export const randint = randomFunction<{
  (shape: KnownShape, minval: number, maxval: number, options?: RandomOptions): tf.Tensor;
  (shape: KnownShape, minval: number, maxval: number, dtype?: 'int32' | null, seed?: Seed | null): tf.Tensor;
}>(
  'randint',
  ['shape', 'minval', 'maxval', 'dtype', 'seed'],
  (where, shape: KnownShape, minval: number, maxval: number, dtype?: string, seed?: Seed) => {
    checkType(where, dtype, 'int32');
    checkInteger(where, 'minval', minval);
    checkInteger(where, 'maxval', maxval);
    return randomInteger(checkShape(where, shape), minval, maxval, seed);
  },
);

/** Classes by their logarithmic probabilities: logits `[batch, classes]` give `[batch, numSamples]`, int32. */
export const categorical = randomFunction<{
  (logits: TensorInput, numSamples: number, options?: RandomOptions): tf.Tensor;
  (logits: TensorInput, numSamples: number, dtype?: 'int32' | null, seed?: Seed | null): tf.Tensor;
}>(
  'categorical',
  ['logits', 'numSamples', 'dtype', 'seed'],
  (where, logits: TensorInput, numSamples: number, dtype?: string, seed?: Seed) => {
    checkType(where, dtype, 'int32');
    return categories(toTensor(logits), checkPositiveInteger(where, 'numSamples', numSamples), seed);
  },
);

/** Numbers of gamma distributions of scale 1; `alpha` is a number, or broadcasts to the shape. */
export const gamma = randomFunction<{
  (shape: KnownShape, alpha: Parameter, options?: RandomOptions): tf.Tensor;
  (shape: KnownShape, alpha: Parameter, dtype?: 'float32' | null, seed?: Seed | null): tf.Tensor;
}>(
  'gamma',
  ['shape', 'alpha', 'dtype', 'seed'],
  (where, shape: KnownShape, alpha: Parameter, dtype?: string, seed?: Seed) => {
    checkType(where, dtype, 'float32');
    return gammas(checkShape(where, shape), alpha, seed);
  },
);

type TwoParameters = {
  (shape: KnownShape, first: Parameter, second: Parameter, options?: RandomOptions): tf.Tensor;
  (
    shape: KnownShape,
    first: Parameter,
    second: Parameter,
    dtype?: 'float32' | null,
    seed?: Seed | null,
  ): tf.Tensor;
};

const twoParameters = (
  name: string,
  params: readonly [string, string],
  drawn: (shape: KnownShape, first: Parameter, second: Parameter, seed?: Seed | null) => tf.Tensor,
) =>
  randomFunction<TwoParameters>(
    name,
    ['shape', ...params, 'dtype', 'seed'],
    (where, shape: KnownShape, first: Parameter, second: Parameter, dtype?: string, seed?: Seed) => {
      checkType(where, dtype, 'float32');
      return drawn(checkShape(where, shape), first, second, seed);
    },
  );

/** Numbers of beta distributions; `alpha` and `beta` are numbers, or broadcast to the shape. */
export const beta = twoParameters('beta', ['alpha', 'beta'], betas);

/** How many of `counts` trials succeed with these probabilities, float32. */
export const binomial = twoParameters('binomial', ['counts', 'probabilities'], binomials);

/** A random share `rate` of the values set to 0, the rest so much larger that the mean stays. */
export const dropout = randomFunction<{
  (
    inputs: TensorInput,
    rate: number,
    options?: { readonly noiseShape?: readonly (number | null)[] | null; readonly seed?: Seed | null },
  ): tf.Tensor;
  (
    inputs: TensorInput,
    rate: number,
    noiseShape?: readonly (number | null)[] | null,
    seed?: Seed | null,
  ): tf.Tensor;
}>(
  'dropout',
  ['inputs', 'rate', 'noiseShape', 'seed'],
  (where, inputs: TensorInput, rate: number, noiseShape?: readonly (number | null)[] | null, seed?: Seed) => {
    const x = toTensor(inputs);
    checkRange(where, 'rate', rate, 0, 1);
    if (rate === 0) return x.clone();
    if (rate === 1) return tf.zerosLike(x);
    const shape = noiseShape?.map((size, i) => size ?? (x.shape[i] as number)) ?? x.shape;
    return tf.mul(x, tf.div(bernoulliMask(shape, 1 - rate, seed), 1 - rate));
  },
);

/** The parts along an axis in a random order. */
export const shuffle = randomFunction<{
  (x: TensorInput, options?: { readonly axis?: number; readonly seed?: Seed | null }): tf.Tensor;
  (x: TensorInput, axis?: number, seed?: Seed | null): tf.Tensor;
}>('shuffle', ['x', 'axis', 'seed'], (where, x: TensorInput, axis: number = 0, seed?: Seed) => {
  const values = x instanceof tf.Tensor ? x : tf.tensor(x);
  const at = positiveAxis(where, axis, values.rank);
  return tf.gather(values, randomPermutation(values.shape[at] as number, seed), at);
});
