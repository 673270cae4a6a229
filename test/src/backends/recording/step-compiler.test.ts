import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../../../../src/backends/choose.js';
import { stepCompiler } from '../../../../src/backends/recording/step-compiler.js';
import { RECORDING_BACKENDS } from '../../../recording-backends.js';

for (const { name, missing, load } of RECORDING_BACKENDS)
  test(`it belongs to the backend in use: ${name}`, { skip: missing }, async () => {
    await use('cpu');
    assert.equal(stepCompiler(), null);
    await load();
    assert.equal(stepCompiler()!.backend, tf.backend());
    const { backendName } = tf.engine();
    await tf.setBackend('cpu');
    assert.equal(stepCompiler(), null);
    await tf.setBackend(backendName);
    assert.notEqual(stepCompiler(), null);
    await use('cpu');
    assert.equal(stepCompiler(), null);
  });
