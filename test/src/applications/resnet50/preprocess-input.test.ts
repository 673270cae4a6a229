import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { preprocessInput } from '../../../../src/applications/resnet50/preprocess-input.js';
import { ensureReady } from '../../../../src/backends/choose.js';
import { assertClose } from '../../../oracle/oracle.js';

before(ensureReady);

test('blue before red, less the mean; channels in front where that is said', () => {
  const wanted = [255 - 103.939, 127 - 116.779, -123.68];
  assertClose(preprocessInput([[[[0, 127, 255]]]]), wanted);
  const first = tf.tensor4d([0, 127, 255], [1, 3, 1, 1]);
  assertClose(preprocessInput(first, { dataFormat: 'channelsFirst' }), wanted);
});
