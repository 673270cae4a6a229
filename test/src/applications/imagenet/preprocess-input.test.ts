import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { preprocessInput } from '../../../../src/applications/imagenet/preprocess-input.js';
import { ensureReady } from '../../../../src/backends/choose.js';
import { assertClose, type OracleArray, oracleCases, toTensor } from '../../../oracle/oracle.js';

interface Case {
  readonly name: string;
  readonly mode: 'caffe' | 'tf' | 'torch';
  readonly data_format: 'channels_last' | 'channels_first';
  readonly x: OracleArray;
  readonly y: OracleArray;
}

before(ensureReady);

test('the same as in Keras, in each mode and format', () => {
  for (const { name, mode, data_format: dataFormat, x, y } of oracleCases<Case>('preprocess_input'))
    assertClose(preprocessInput(toTensor(x), { mode, dataFormat }), y, 1e-5, name);
});

test('what is no image of three channels, and an unknown mode, are errors', () => {
  const gray = tf.zeros([2, 4, 4, 1]);
  assert.throws(() => preprocessInput(gray), /images \(height, width, 3\).*\(2, 4, 4, 1\)/);
  assert.throws(() => preprocessInput(gray, { mode: 'keras' as never }), /'caffe', 'tf', 'torch'/);
});
