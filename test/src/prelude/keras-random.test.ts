import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setRandomSeed } from '../../../src/backends/random.js';
import * as random from '../../../src/prelude/keras-random.js';

before(ensureReady);

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

test('arguments go by place or by name, and seeds fix the values', () => {
  assert.deepEqual(
    values(random.normal([4], 2, 3, 'float32', 5)),
    values(random.normal([4], { mean: 2, stddev: 3, seed: 5 })),
  );
  const generator = new random.SeedGenerator(1);
  const [first, second] = [
    random.uniform([4], { seed: generator }),
    random.uniform([4], { seed: generator }),
  ];
  assert.notDeepEqual(values(first), values(second));
  setRandomSeed(8);
  const once = values(random.truncatedNormal([4]));
  setRandomSeed(8);
  assert.deepEqual(values(random.truncatedNormal([4])), once);
});

test('each function gives what Keras gives in shape, type and bounds', () => {
  const drawn = random.randint([50], 3, 6, { seed: 1 });
  assert.equal(drawn.dtype, 'int32');
  assert.deepEqual([...new Set(values(drawn))].sort(), [3, 4, 5]);
  assert.deepEqual(
    random.categorical(
      [
        [0, 9],
        [9, 0],
      ],
      4,
    ).shape,
    [2, 4],
  );
  assert.deepEqual(random.gamma([2, 3], [1, 2, 3]).shape, [2, 3]);
  assert.ok(values(random.beta([20], 2, 2)).every((value) => value > 0 && value < 1));
  assert.ok(values(random.binomial([20], 7, 0.5)).every((value) => Number.isInteger(value) && value <= 7));
  const kept = values(random.dropout(tf.ones([1000]), 0.25, { seed: 2 }));
  assert.ok(kept.every((value) => value === 0 || Math.abs(value - 4 / 3) < 1e-6));
  assert.ok(Math.abs(kept.filter((value) => value === 0).length - 250) < 60);
  const rows = values(random.dropout(tf.ones([2, 50]), 0.5, [null, 1], 3));
  assert.equal(new Set(rows.slice(0, 50)).size, 1);
  const shuffled = random
    .shuffle(
      tf.tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      1,
      4,
    )
    .arraySync() as number[][];
  assert.deepEqual([...shuffled[0]!].sort(), [1, 2, 3]);
  assert.deepEqual(
    shuffled[1],
    shuffled[0]!.map((value) => value + 3),
  );
});

test('what tfjs does not have is refused', () => {
  assert.throws(
    () => random.normal([2], { dtype: 'float16' as never }),
    /random.normal: dtype must be one of 'float32'/,
  );
  assert.throws(() => random.uniform(3 as never), /expected a shape as a list of integers; received 3/);
  assert.throws(() => random.normal([2], { std: 1 } as never), /unknown option std; did you mean stddev/);
});
