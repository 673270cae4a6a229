import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { SeedGenerator, setRandomSeed } from '../../../src/backends/random.js';
import { get, RandomNormal } from '../../../src/initializers/index.js';

before(ensureReady);

const draw = (initializer: RandomNormal) => tf.tidy(() => initializer([4]).dataSync());

test('without a seed one instance repeats itself, two differ, and the global seed fixes both', () => {
  setRandomSeed(1);
  const [a, b] = [new RandomNormal(), new RandomNormal()];
  assert.deepEqual(draw(a), draw(a));
  assert.notDeepEqual(draw(a), draw(b));
  setRandomSeed(1);
  assert.deepEqual(draw(new RandomNormal()), draw(a));
  assert.deepEqual(a.getConfig(), { seed: null, mean: 0, stddev: 0.05 });
});

test('with a generator it goes on, and comes back from its saved form', () => {
  const initializer = new RandomNormal({ seed: new SeedGenerator(5) });
  const first = draw(initializer);
  assert.notDeepEqual(draw(initializer), first);
  const again = get({ class_name: 'RandomNormal', config: initializer.getConfig() }) as RandomNormal;
  assert.deepEqual(draw(again), first);
  assert.throws(() => new RandomNormal({ seed: -2 }), /RandomNormal: seed must be an integer of at least 0/);
});
