import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { replayCompiler } from '../../../../src/backends/replay/replay-compiler.js';

test('each backend has one, so that recordings stay when it is chosen again', async () => {
  await ensureReady();
  const compiler = replayCompiler(tf.backend());
  assert.equal(replayCompiler(tf.backend()), compiler);
  const step = compiler.compile(([x]) => ({ outputs: [tf.square(x!)] }), [{ shape: [], dtype: 'float32' }], {
    capacity: 1,
    jit: 'auto',
  });
  assert.equal(step.run([[tf.scalar(3)]]).outputs[0]!.dataSync()[0], 9);
});
