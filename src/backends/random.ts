import * as tf from '@tensorflow/tfjs-core';
import { checkNaturalNumber } from '../support/check.js';
import { type KnownShape, sizeOf } from '../support/shape.js';
import { activeRecorder } from './recording/recorder.js';
import { currentReplica } from './replica.js';

/** Where random numbers come from: a number gives the same values at each call, a generator goes on. */
export type Seed = number | SeedGenerator;

/** Where a stream of random numbers is. */
export type RandomState = readonly [a: number, b: number, c: number, d: number, spare?: number];

/** A stream of 32-bit random numbers: xoshiro128** (Blackman and Vigna, 2018), seeded by splitmix32. */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;
  private spare: number | undefined;

  constructor(seed: number) {
    let state = mix(seed >>> 0) ^ mix(Math.floor(seed / 2 ** 32) + 0x632be5ab);
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state);
    };
    [this.a, this.b, this.c, this.d] = [next(), next(), next(), next() | 1];
  }

  /** All that decides what comes next; setting it goes back to that place. */
  get state(): RandomState {
    const { a, b, c, d, spare } = this;
    return spare === undefined ? [a, b, c, d] : [a, b, c, d, spare];
  }

  set state([a, b, c, d, spare]: RandomState) {
    Object.assign(this, { a, b, c, d, spare });
  }

  /** An integer in [0, 2^32). */
  bits(): number {
    const { a, b, c, d } = this;
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const c2 = c ^ a;
    const d2 = d ^ b;
    this.a = a ^ d2;
    this.b = b ^ c2;
    this.c = c2 ^ (b << 9);
    this.d = (d2 << 11) | (d2 >>> 21);
    return result >>> 0;
  }

  /** A number in [0, 1) that a 32-bit float holds exactly. */
  uniform(): number {
    return (this.bits() >>> 8) / 0x1000000;
  }

  /** An integer in [0, below). */
  integer(below: number): number {
    return Math.floor((this.bits() / 0x100000000) * below);
  }

  /** A number of the standard normal distribution (Marsaglia's polar method). */
  normal(): number {
    if (this.spare !== undefined) {
      const { spare } = this;
      this.spare = undefined;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      this.spare = v * scale;
      return u * scale;
    }
  }
}

function mix(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) | 0;
}

let globalStream = new RandomStream(Math.floor(Math.random() * 2 ** 32));

/**
 * Fixes all random numbers from here on: initializers, dropout, shuffles and random ops.
 *
 * @param seed an integer of at least 0.
 * @example
 * utils.setRandomSeed(42);
 */
export function setRandomSeed(seed: number): void {
  globalStream = new RandomStream(checkNaturalNumber('setRandomSeed', 'seed', seed));
}

/** Where the global stream is; for going on with a training exactly where it was. */
export function getRandomState(): RandomState {
  return globalStream.state;
}

/** Sets the global stream back to a place. */
export function setRandomState(state: RandomState): void {
  globalStream.state = state;
}

/** A seed drawn from the global stream, for what was given none. */
export function makeDefaultSeed(): number {
  return globalStream.bits();
}

/**
 * A source of random numbers that goes on at each use, as in a layer's dropout (Keras's SeedGenerator).
 *
 * @example
 * const generator = new SeedGenerator(42);
 * uniform([2], 0, 1, generator);
 */
export class SeedGenerator {
  readonly seed: number;
  private stream: RandomStream;

  /** `seed`: an integer of at least 0; drawn from the global stream if it is left out. */
  constructor(seed?: number | null) {
    this.seed = seed == null ? makeDefaultSeed() : checkNaturalNumber('SeedGenerator', 'seed', seed);
    this.stream = new RandomStream(this.seed);
  }

  /** Where it is. */
  get state(): RandomState {
    return this.stream.state;
  }

  set state(state: RandomState) {
    this.stream.state = state;
  }

  /** The next seed. */
  next(): number {
    return this.stream.bits();
  }

  /** Starts again from the first seed. */
  reset(): void {
    this.stream = new RandomStream(this.seed);
  }
}

/**
 * The stream for one call: of the given seed, the next of a generator, or the global one. In the step of one of several
 * replicas each has numbers of its own, and all take as many from the streams that they share.
 */
export function streamOf(seed?: Seed | null): RandomStream {
  if (typeof seed === 'number') return new RandomStream(seed);
  const replica = currentReplica();
  if (replica !== null) return new RandomStream((seed?.next() ?? globalStream.bits()) + replica.id * 2 ** 32);
  return seed == null ? globalStream : new RandomStream(seed.next());
}

/** Numbers that are drawn now, `next` for place `i`; in a step that is recorded, anew on each run of it. */
export function draw(
  shape: KnownShape,
  dtype: 'float32' | 'int32',
  seed: Seed | null | undefined,
  next: (stream: RandomStream, i: number) => number,
): tf.Tensor {
  const values = () => {
    const stream = streamOf(seed);
    const size = sizeOf(shape);
    const drawn = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
    for (let i = 0; i < size; i++) drawn[i] = next(stream, i);
    return drawn;
  };
  return activeRecorder()?.random(shape, dtype, values) ?? tf.tensor(values(), [...shape], dtype);
}

/** Numbers spread evenly over [min, max). */
export function uniform(shape: KnownShape, min = 0, max = 1, seed?: Seed | null): tf.Tensor {
  return draw(shape, 'float32', seed, (stream) => min + (max - min) * stream.uniform());
}

/** Integers spread evenly over [min, max), as int32. */
export function randomInteger(shape: KnownShape, min: number, max: number, seed?: Seed | null): tf.Tensor {
  return draw(shape, 'int32', seed, (stream) => min + stream.integer(max - min));
}

/** Numbers of a normal distribution. */
export function normal(shape: KnownShape, mean = 0, stddev = 1, seed?: Seed | null): tf.Tensor {
  return draw(shape, 'float32', seed, (stream) => mean + stddev * stream.normal());
}

/** Numbers of a normal distribution without those beyond two standard deviations, which are drawn again. */
export function truncatedNormal(shape: KnownShape, mean = 0, stddev = 1, seed?: Seed | null): tf.Tensor {
  return draw(shape, 'float32', seed, (stream) => {
    let value = stream.normal();
    while (Math.abs(value) >= 2) value = stream.normal();
    return mean + stddev * value;
  });
}

/** 1 with probability `keepProbability`, else 0: what dropout multiplies by. */
export function bernoulliMask(shape: KnownShape, keepProbability: number, seed?: Seed | null): tf.Tensor {
  const limit = keepProbability * 0x100000000;
  return draw(shape, 'float32', seed, (stream) => (stream.bits() < limit ? 1 : 0));
}

/** The integers 0 ... n - 1 in random order (Fisher-Yates). */
export function permutation(n: number, seed?: Seed | null): Int32Array {
  const stream = streamOf(seed);
  // `from` and a function take nine times as long as all the rest.
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = n - 1; i > 0; i--) {
    const j = stream.integer(i + 1);
    const swapped = order[i]!;
    order[i] = order[j]!;
    order[j] = swapped;
  }
  return order;
}

/** {@link permutation} as a tensor; in a step that is recorded, anew on each run of it. */
export function randomPermutation(n: number, seed?: Seed | null): tf.Tensor1D {
  const values = () => permutation(n, seed);
  return (activeRecorder()?.random([n], 'int32', values) ?? tf.tensor1d(values(), 'int32')) as tf.Tensor1D;
}

/** Numbers of a gamma distribution of scale 1. */
export function gamma(shape: KnownShape, alpha: number, seed?: Seed | null): tf.Tensor {
  return draw(shape, 'float32', seed, (stream) => Math.exp(logGamma(stream, alpha)));
}

/** Numbers of beta distributions whose two parameters are the same number, which is drawn from [low, high]. */
export function symmetricBeta(
  shape: KnownShape,
  [low, high]: readonly [number, number],
  seed?: Seed | null,
): tf.Tensor {
  return draw(shape, 'float32', seed, (stream) => {
    const alpha = low + (high - low) * stream.uniform() + 1e-6;
    return 1 / (1 + Math.exp(logGamma(stream, alpha) - logGamma(stream, alpha)));
  });
}

/** The logarithm of a number of a gamma distribution (Marsaglia and Tsang, 2000): small ones are too small for floats. */
export function logGamma(stream: RandomStream, alpha: number): number {
  if (alpha < 1) return logGamma(stream, alpha + 1) + Math.log(1 - stream.uniform()) / alpha;
  const d = alpha - 1 / 3;
  for (;;) {
    const x = stream.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - stream.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return Math.log(d * v);
  }
}
