import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  decodeWeights,
  encodeWeights,
  type NamedArray,
} from '../../../../src/saving/layers-model/weights-manifest.js';

before(ensureReady);

const kernel = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i * 7) * 3 - 0.4);
const weights: NamedArray[] = [
  { name: 'dense/kernel', array: { shape: [6, 10], data: kernel } },
  { name: 'flag', array: { shape: [3], data: BigInt64Array.of(1n, -2n, 3n) } },
  { name: 'empty', array: { shape: [0, 4], data: new Float32Array(0) } },
  { name: 'zeros', array: { shape: [], data: Float32Array.of(0) } },
];

test('what is written is read, also by tfjs-core; packed weights within half a step', () => {
  const steps = { uint8: 6.8 / 255, uint16: 6.8 / 65535, float16: 2 ** -9 } as const;
  for (const packing of [undefined, 'uint8', 'uint16', 'float16'] as const) {
    const { specs, bytes } = encodeWeights(weights, packing);
    const read = decodeWeights(specs, bytes, 'test');
    const theirs = tf.io.decodeWeights(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
      specs,
    );
    assert.deepEqual(
      read.map(({ name, array }) => [name, array.shape]),
      weights.map(({ name, array }) => [name, array.shape]),
    );
    const most = packing === undefined ? 0 : steps[packing] / 2 + 1e-6;
    (read[0]!.array.data as Float32Array).forEach((value, i) => {
      assert.ok(Math.abs(value - (kernel[i] as number)) <= most, `${packing} ${i}: ${value}`);
    });
    assert.deepEqual([...(read[1]!.array.data as Int32Array)], [1, -2, 3]);
    assert.equal(read[3]?.array.data[0], 0);
    for (const { name, array } of read)
      assert.deepEqual(
        [...(theirs[name] as tf.Tensor).dataSync()],
        [...(array.data as Float32Array)],
        `${packing} ${name}`,
      );
  }
});

test('a manifest that lies is an error', () => {
  const { specs, bytes } = encodeWeights(weights);
  assert.throws(
    () => decodeWeights(specs, bytes.subarray(1), 'test'),
    /test: expected 256 bytes.*received 255/,
  );
  const spec = specs[0] as tf.io.WeightsManifestEntry;
  for (const wrong of [
    null,
    3,
    { ...spec, shape: [-1] },
    { ...spec, shape: [2 ** 60, 2 ** 60] },
    { ...spec, name: 3 },
  ])
    assert.throws(() => decodeWeights([wrong], bytes, 'test'), /test: expected/);
  assert.throws(() => decodeWeights([{ ...spec, dtype: 'string' }], bytes, 'test'), /received string/);
  assert.throws(
    () => decodeWeights([{ ...spec, quantization: { dtype: 'uint4' } }], bytes, 'test'),
    /packed as uint8, uint16 or float16/,
  );
  assert.throws(() => decodeWeights('no', bytes, 'test'), /expected a list of weights/);
});
