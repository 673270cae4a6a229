import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../../../src/layers/weight-settings.js';

test('the settings of a weight are read by its prefix and saved as Keras saves them', () => {
  const settings = weightSettings(
    { kernelInitializer: 'zeros', kernelRegularizer: 'l2', biasConstraint: 'nonNeg' },
    'kernel',
    'ones',
  );
  assert.equal(settings.constraint, null);
  const config = weightSettingsConfig('kernel', settings) as Record<string, { class_name: string } | null>;
  assert.equal(config['kernel_initializer']?.class_name, 'Zeros');
  assert.equal(config['kernel_regularizer']?.class_name, 'L2');
  assert.equal(config['kernel_constraint'], null);
  assert.deepEqual(weightSettings({}, 'beta', 'ones').initializer.getConfig(), {});
});

test('the names of the options', () => {
  assert.deepEqual(weightOptionNames('bias'), ['biasInitializer', 'biasRegularizer', 'biasConstraint']);
});
