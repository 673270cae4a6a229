import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../../support/errors.js';
import { type KnownShape, showShape } from '../../support/shape.js';
import { draw, logGamma, type RandomStream, type Seed, uniform } from '../random.js';

/** A parameter of a distribution: one number, or one for each place, of a shape that broadcasts to that of the result. */
export type Parameter = number | tf.Tensor | tf.TensorLike;

/** Numbers of gamma distributions of scale 1. */
export function gammas(shape: KnownShape, alpha: Parameter, seed?: Seed | null): tf.Tensor {
  const at = parameter('random.gamma', 'alpha', alpha, shape);
  return draw(shape, 'float32', seed, (stream, i) => Math.exp(logGamma(stream, at(i))));
}

/** Numbers of beta distributions. */
export function betas(shape: KnownShape, alpha: Parameter, beta: Parameter, seed?: Seed | null): tf.Tensor {
  const [a, b] = [
    parameter('random.beta', 'alpha', alpha, shape),
    parameter('random.beta', 'beta', beta, shape),
  ];
  return draw(shape, 'float32', seed, (stream, i) => betaOf(stream, a(i), b(i)));
}

/** How many of `counts` trials succeed. */
export function binomials(
  shape: KnownShape,
  counts: Parameter,
  probabilities: Parameter,
  seed?: Seed | null,
): tf.Tensor {
  const trials = parameter('random.binomial', 'counts', counts, shape);
  const chance = parameter('random.binomial', 'probabilities', probabilities, shape);
  return draw(shape, 'float32', seed, (stream, i) => successes(stream, trials(i), chance(i)));
}

/** Classes `[batch, numSamples]` by their logarithmic probabilities `[batch, classes]`: the largest of them with Gumbel's noise. */
export function categories(logits: tf.Tensor, numSamples: number, seed?: Seed | null): tf.Tensor {
  if (logits.rank !== 2) {
    throw new ShapeError(
      `random.categorical: expected logits of shape (batch, classes); received ${showShape(logits.shape)}.`,
    );
  }
  return tf.tidy(() => {
    const [batch, classes] = logits.shape as [number, number];
    // Neither 0 nor 1, whose logarithms have no noise.
    const noise = uniform([batch, numSamples, classes], 2 ** -25, 1 - 2 ** -25, seed);
    const gumbel = tf.neg(tf.log(tf.neg(tf.log(noise))));
    return tf.argMax(tf.add(tf.expandDims(tf.cast(logits, 'float32'), 1), gumbel), -1);
  });
}

function betaOf(stream: RandomStream, alpha: number, beta: number): number {
  return 1 / (1 + Math.exp(logGamma(stream, beta) - logGamma(stream, alpha)));
}

/**
 * Many trials are halved at one of their ordered values, which has a beta distribution (Devroye, 1986, X.4.4); few are
 * made one by one.
 */
function successes(stream: RandomStream, trials: number, chance: number): number {
  let [left, p, found] = [Math.floor(trials), chance, 0];
  while (left > 24 && p > 0 && p < 1) {
    const middle = Math.floor(left / 2) + 1;
    const value = betaOf(stream, middle, left + 1 - middle);
    if (value <= p) {
      found += middle;
      left -= middle;
      p = (p - value) / (1 - value);
    } else {
      left = middle - 1;
      p /= value;
    }
  }
  for (let i = 0; i < left; i++) if (stream.uniform() < p) found += 1;
  return found;
}

/** A parameter's value at each place of the result. */
function parameter(where: string, what: string, given: Parameter, shape: KnownShape): (i: number) => number {
  if (typeof given === 'number') return () => given;
  const values = tf.tidy(() => {
    const tensor = given instanceof tf.Tensor ? given : tf.tensor(given);
    const fits = tf.broadcast_util.assertAndGetBroadcastShape([...shape], tensor.shape);
    if (fits.join() !== shape.join()) {
      throw new ShapeError(
        `${where}: expected ${what} of a shape that broadcasts to ${showShape(shape)}; received ${showShape(tensor.shape)}.`,
      );
    }
    return tf.broadcastTo(tf.cast(tensor, 'float32'), [...shape]).dataSync();
  });
  return (i) => values[i] as number;
}
