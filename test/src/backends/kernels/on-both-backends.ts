import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '../../../../src/backends/gradients/gradients.js';

/** Runs `compute` on wasm and on the plain-JavaScript backend and compares all values to a relative 1e-5. */
export async function sameOnBothBackends(compute: () => tf.Tensor | tf.Tensor[]): Promise<void> {
  const results: Float32Array[][] = [];
  for (const backend of ['wasm', 'cpu']) {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const out = tf.tidy(() => [compute()].flat());
    results.push(out.map((tensor) => tensor.dataSync<'float32'>().slice()));
    tf.dispose(out);
    assert.equal(tf.memory().numTensors, before, `${backend} kept tensors`);
  }
  const [onWasm, onCpu] = results as [Float32Array[], Float32Array[]];
  assert.equal(onWasm.length, onCpu.length);
  for (const [index, expected] of onCpu.entries()) {
    const actual = onWasm[index]!;
    assert.equal(actual.length, expected.length);
    for (let i = 0; i < expected.length; i++) {
      const allowed = 1e-5 * Math.max(1, Math.abs(expected[i]!));
      assert.ok(
        Math.abs(actual[i]! - expected[i]!) <= allowed,
        `value ${i}: wasm ${actual[i]}, cpu ${expected[i]}`,
      );
    }
  }
}

/** Reproducible values in (-1, 1). */
export function ramp(shape: number[], seed = 1): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin((i + 1) * 12.9898 * seed)),
    shape,
  );
}
