import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { io as core } from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as tf from '../../../src/prelude/tf.js';

before(ensureReady);

it('tf.io has what tfjs has there, and the parts of TFRecord files', () => {
  for (const name of Object.keys(core)) assert.ok(name in tf.io, name);
  const record = tf.train.Example.encode({ n: Int32Array.of(3) });
  const { n } = tf.io.parseSingleExample(record, { n: new tf.io.FixedLenFeature([], 'int64') });
  assert.equal(n.dataSync()[0], 3);
  n.dispose();
});
