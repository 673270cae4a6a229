import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import {
  bernoulliMask,
  gamma,
  normal,
  permutation,
  RandomStream,
  randomInteger,
  randomPermutation,
  SeedGenerator,
  setRandomSeed,
  streamOf,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '../../../src/backends/random.js';

before(ensureReady);

function valuesOf(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}

function moments(values: ArrayLike<number>): { mean: number; deviation: number } {
  const list = Array.from(values);
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return { mean, deviation: Math.sqrt(list.reduce((a, b) => a + (b - mean) ** 2, 0) / list.length) };
}

function near(actual: number, expected: number, allowed: number): void {
  assert.ok(Math.abs(actual - expected) <= allowed, `${actual} is not ${expected} +- ${allowed}`);
}

test('the global seed fixes everything that has none of its own', () => {
  const draw = () => {
    setRandomSeed(42);
    return [valuesOf(uniform([5])), valuesOf(normal([5])), permutation(9), new SeedGenerator().seed];
  };
  assert.deepEqual(draw(), draw());
  setRandomSeed(43);
  assert.notDeepEqual(valuesOf(uniform([5])), draw()[0]);
  assert.throws(() => setRandomSeed(-1), /setRandomSeed: seed must be an integer of at least 0/);
});

test('a number gives the same values again, a generator goes on and can start again', () => {
  assert.deepEqual(valuesOf(uniform([4], 0, 1, 7)), valuesOf(uniform([4], 0, 1, 7)));
  const generator = new SeedGenerator(7);
  const first = valuesOf(uniform([4], 0, 1, generator));
  assert.notDeepEqual(valuesOf(uniform([4], 0, 1, generator)), first);
  generator.reset();
  assert.deepEqual(valuesOf(uniform([4], 0, 1, generator)), first);
});

test('the distributions have their moments and bounds', () => {
  const size = 40_000;
  const even = valuesOf(uniform([size], -1, 3, 1));
  assert.ok(even.every((v) => v >= -1 && v < 3));
  near(moments(even).mean, 1, 0.03);
  near(moments(even).deviation, 4 / Math.sqrt(12), 0.02);
  const bell = moments(valuesOf(normal([size], 2, 0.5, 1)));
  near(bell.mean, 2, 0.015);
  near(bell.deviation, 0.5, 0.01);
  const cut = valuesOf(truncatedNormal([size], 0, 1, 1));
  assert.ok(cut.every((v) => Math.abs(v) < 2));
  near(moments(cut).deviation, 0.8796, 0.02);
  near(moments(valuesOf(bernoulliMask([size], 0.8, 1))).mean, 0.8, 0.01);
  const integers = valuesOf(randomInteger([size], 2, 6, 1));
  assert.deepEqual([...new Set(integers)].sort(), [2, 3, 4, 5]);
});

test('a permutation holds each index once, every order is as likely', () => {
  assert.deepEqual(
    [...permutation(100, 3)].sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = permutation(3, seed).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) near(count, 1000, 150);
});

test('streams of neighbouring seeds have nothing in common', () => {
  const [a, b] = [new RandomStream(1), new RandomStream(2)];
  const same = Array.from({ length: 1000 }, () => a.bits() === b.bits()).filter(Boolean);
  assert.equal(same.length, 0);
  assert.equal(streamOf(5).bits(), streamOf(5).bits());
});

test('gamma and beta distributions have their mean and variance', () => {
  for (const alpha of [0.3, 1, 4]) {
    const { mean, deviation } = moments(valuesOf(gamma([40_000], alpha, 5)));
    near(mean, alpha, 0.06 * Math.max(1, alpha));
    near(deviation, Math.sqrt(alpha), 0.05 * Math.max(1, alpha));
    const shares = moments(valuesOf(symmetricBeta([40_000], [alpha, alpha], 6)));
    near(shares.mean, 0.5, 0.01);
    near(shares.deviation, Math.sqrt(1 / (4 * (2 * alpha + 1))), 0.01);
  }
  assert.ok(valuesOf(symmetricBeta([100], [0, 0], 7)).every((value) => value >= 0 && value <= 1));
});

test('a permutation is also a tensor', () => {
  assert.deepEqual([...valuesOf(randomPermutation(5, 3))].sort(), [0, 1, 2, 3, 4]);
});
