import '@tensorflow/tfjs-backend-cpu';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { loadData } from '../../../src/datasets/digits.js';
import { DIGITS_BASE64, DIGITS_COUNT, DIGITS_SHA256 } from '../../../src/datasets/embedded/digits.js';
import { ValueError } from '../../../src/support/errors.js';
import { liveTensors } from '../../live-tensors.js';

test('the embedded bytes are the ones that were packed', () => {
  const bytes = inflateRawSync(Buffer.from(DIGITS_BASE64, 'base64'));
  assert.equal(bytes.length, DIGITS_COUNT * 65);
  assert.equal(createHash('sha256').update(bytes).digest('hex'), DIGITS_SHA256);
  // The first row of the source: 0 0 5 13 9 1 0 0 ..., a zero.
  assert.deepEqual([...bytes.subarray(0, 8)], [0, 0, 5, 13, 9, 1, 0, 0]);
  assert.equal(bytes[DIGITS_COUNT * 64], 0);
});

test('shapes, types, ranges; every digit in both parts', async () => {
  const [[xTrain, yTrain], [xTest, yTest]] = await loadData();
  assert.deepEqual(
    [xTrain.shape, yTrain.shape, xTest.shape, yTest.shape],
    [[1438, 8, 8], [1438], [359, 8, 8], [359]],
  );
  assert.deepEqual(
    [xTrain.dtype, yTrain.dtype, xTest.dtype, yTest.dtype],
    ['float32', 'int32', 'float32', 'int32'],
  );
  for (const x of [xTrain, xTest])
    assert.deepEqual([tf.min(x).dataSync()[0], tf.max(x).dataSync()[0]], [0, 16]);
  for (const y of [yTrain, yTest]) assert.equal(new Set(y.dataSync()).size, 10);
});

test('every image is in exactly one part, with its own label', async () => {
  const [[xTrain, yTrain], [xTest, yTest]] = await loadData({ testSplit: 0.5 });
  assert.equal(xTest.shape[0], 899);
  const rows = (x: tf.Tensor3D, y: tf.Tensor1D) => {
    const labels = y.dataSync();
    return Array.from({ length: labels.length }, (_, i) =>
      [...x.dataSync().subarray(64 * i, 64 * i + 64), labels[i]].join(),
    );
  };
  const bytes = inflateRawSync(Buffer.from(DIGITS_BASE64, 'base64'));
  const source = Array.from({ length: DIGITS_COUNT }, (_, i) =>
    [...bytes.subarray(64 * i, 64 * i + 64), bytes[64 * DIGITS_COUNT + i]].join(),
  );
  assert.deepEqual([...rows(xTrain, yTrain), ...rows(xTest, yTest)].sort(), source.sort());
});

test('the same split every time, another with another seed', async () => {
  const labels = async (seed?: number) =>
    (await loadData(seed === undefined ? {} : { seed }))[1][1].dataSync().join();
  assert.equal(await labels(), await labels(0));
  assert.notEqual(await labels(1), await labels(0));
  // A change of the split would change every number of the tutorials.
  assert.equal((await labels()).slice(0, 19), '3,1,1,9,6,5,4,9,3,7');
});

test('refuses a share or a seed that cannot be', async () => {
  for (const testSplit of [0, 1, -1, Number.NaN]) await assert.rejects(loadData({ testSplit }), ValueError);
  await assert.rejects(loadData({ seed: 1.5 }), /expected seed to be a whole number; received 1\.5/);
});

test('makes the four tensors that it returns, no more', async () => {
  const before = await liveTensors();
  await loadData();
  assert.equal(await liveTensors(), before + 4);
});
