import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as core from '@tensorflow/tfjs-core';
import { tf, utils } from '../../../src/index.js';

const draws: Record<string, () => core.Tensor> = {
  randomUniform: () => tf.randomUniform([50], -1, 1),
  'randomUniform, integers': () => tf.randomUniform([50], 0, 9, 'int32'),
  'randomUniform, bool': () => tf.randomUniform([50], 0, 2, 'bool'),
  randomNormal: () => tf.randomNormal([5, 10], 3, 2),
  truncatedNormal: () => tf.truncatedNormal([50]),
  randomStandardNormal: () => tf.randomStandardNormal([50]),
  randomUniformInt: () => tf.randomUniformInt([50], 0, 9),
  randomGamma: () => tf.randomGamma([50], 2),
  multinomial: () => tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 50),
  'multinomial, probabilities': () => tf.multinomial(tf.tensor2d([[0.3, 0.7]]), 50, undefined, true),
};

for (const [name, draw] of Object.entries(draws)) {
  test(`${name}: setRandomSeed fixes it, and it goes on`, () => {
    const values = () => Array.from(draw().dataSync());
    utils.setRandomSeed(1);
    const [first, next] = [values(), values()];
    assert.notDeepEqual(next, first);
    utils.setRandomSeed(1);
    assert.deepEqual([values(), values()], [first, next]);
    utils.setRandomSeed(2);
    assert.notDeepEqual(values(), first);
  });
}

test('with a seed the numbers are those of tfjs', () => {
  assert.deepEqual(
    tf.randomUniform([4], 0, 5, 'float32', 7).dataSync(),
    core.randomUniform([4], 0, 5, 'float32', 7).dataSync(),
  );
  assert.deepEqual(
    tf.randomNormal([4], 0, 1, 'float32', 7).dataSync(),
    core.randomNormal([4], 0, 1, 'float32', 7).dataSync(),
  );
});

test('ranges and types are those that were asked for; nothing is left behind', () => {
  const before = core.memory().numTensors;
  const [u, n] = [tf.randomUniform([1000], 2, 5, 'int32'), tf.randomNormal([4000], 3, 0.5)];
  assert.equal(u.dtype, 'int32');
  assert.deepEqual([...new Set(u.dataSync())].sort(), [2, 3, 4]);
  const mean = Array.from(n.dataSync()).reduce((a, b) => a + b, 0) / 4000;
  assert.ok(Math.abs(mean - 3) < 0.05, String(mean));
  core.dispose([u, n]);
  assert.equal(core.memory().numTensors, before);
});
