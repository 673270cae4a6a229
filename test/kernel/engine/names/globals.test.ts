import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GLOBAL_NAMES, KERNEL_NAMES, LIBRARY_NAMES } from '../../../../kernel/engine/names/globals.js';

test('the names of the design, each once', () => {
  assert.equal(
    [...GLOBAL_NAMES].sort().join(' '),
    'GradientTape Input Model Sequential activations applications backends callbacks charts comms constraints data ' +
      'datasets display distribute initializers layers losses memory metrics models ops optimizers password prompt ' +
      'regularizers tf utils',
  );
  assert.equal(LIBRARY_NAMES.length + KERNEL_NAMES.length, GLOBAL_NAMES.length);
});
