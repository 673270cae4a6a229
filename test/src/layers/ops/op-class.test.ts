import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classNameOf, moduleOf } from '../../../../src/layers/ops/op-class.js';

describe("Keras's classes of ops", () => {
  it('have its names, and are in its modules', () => {
    const names = ['stft', 'nanmax', 'batchNormalization'].map(classNameOf);
    assert.deepEqual(names, ['STFT', 'Nanmax', 'BatchNorm']);
    const modules = ['STFT', 'Nanmax', 'BatchNorm', 'Rearrange'].map(moduleOf);
    const wanted = ['math', 'numpy', 'nn', 'einops'].map((file) => `keras.src.ops.${file}`);
    assert.deepEqual(modules, wanted);
    assert.equal(moduleOf('Mish'), 'keras.src.activations.activations');
  });
});
