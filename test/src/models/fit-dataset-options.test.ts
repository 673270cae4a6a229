import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fitOptions } from '../../../src/models/fit-dataset-options.js';

it('tfjs’s names become those of fit, and nothing else is there', () => {
  assert.deepEqual(fitOptions({ epochs: 2, batchesPerEpoch: 3, validationBatches: 4 }), {
    epochs: 2,
    stepsPerEpoch: 3,
    validationSteps: 4,
  });
  assert.deepEqual(fitOptions({ verbose: 0 }), { verbose: 0 });
});
