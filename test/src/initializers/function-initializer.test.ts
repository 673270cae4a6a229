import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { FunctionInitializer } from '../../../src/initializers/function-initializer.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('a function of a shape is an initializer', () => {
  tf.tidy(() => assertClose(new FunctionInitializer((shape) => tf.fill([...shape], 3))([2]), [3, 3]));
});
