import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { preprocessInput } from '../../../../src/applications/mobilenet-v2/preprocess-input.js';
import { ensureReady } from '../../../../src/backends/choose.js';
import { assertClose } from '../../../oracle/oracle.js';

before(ensureReady);

test('values from -1 to 1, of integers too', () => {
  assertClose(preprocessInput(tf.tensor4d([[[[0, 127, 255]]]], undefined, 'int32')), [
    -1,
    127 / 127.5 - 1,
    1,
  ]);
});
