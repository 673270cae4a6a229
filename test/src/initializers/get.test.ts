import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import * as initializers from '../../../src/initializers/index.js';
import { assertClose } from '../../oracle/oracle.js';

before(ensureReady);

test('a name or alias, a configuration, a function, values', () => {
  assert.ok(initializers.get('glorot_uniform') instanceof initializers.GlorotUniform);
  assert.ok(initializers.get('uniform') instanceof initializers.RandomUniform);
  assert.ok(initializers.get('zero') instanceof initializers.Zeros);
  assert.equal(
    (initializers.get({ class_name: 'Constant', config: { value: 3 } }) as initializers.Constant).value,
    3,
  );
  tf.tidy(() => {
    assertClose(initializers.get((shape) => tf.ones([...shape]))([2]), [1, 1]);
    const values = initializers.get(tf.tensor([4, 5]));
    assertClose(values([2]), [4, 5]);
    assert.throws(() => values([3]), /expected values of shape \(3,\); received a tensor of shape \(2,\)/);
  });
});

test('an unknown name names the nearest; factories make instances', () => {
  assert.throws(() => initializers.get('heNormall'), /Did you mean HeNormal/);
  assert.ok(initializers.heNormal({ seed: 1 }) instanceof initializers.HeNormal);
  assert.throws(() => initializers.heNormal({ sed: 1 } as never), /did you mean seed/);
});
