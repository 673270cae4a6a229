import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  checkEvaluateOptions,
  checkFitOptions,
  checkPredictOptions,
} from '../../../src/models/fit-options.js';

it('options of fit, evaluate and predict are checked', () => {
  checkFitOptions({ epochs: 0, batchSize: null, verbose: 2, validationFreq: [1, 5], validationSplit: 0.5 });
  checkEvaluateOptions({ returnDict: true, steps: 3 });
  checkPredictOptions({ batchSize: 1 });
  const wrong: [object, RegExp][] = [
    [{ epocs: 3 }, /fit: unknown option epocs; did you mean epochs/],
    [{ epochs: -1 }, /epochs must be an integer of at least 0; received -1/],
    [{ batchSize: 0 }, /batchSize must be a positive integer; received 0/],
    [{ validationSplit: 1 }, /validationSplit must be in \[0, 1\); received 1/],
    [{ validationFreq: 0 }, /validationFreq/],
    [{ validationFreq: 'x' }, /validationFreq must be a number or a list/],
    [{ verbose: 3 }, /verbose must be 0, 1, 2 or 'auto'; received 3/],
  ];
  for (const [options, message] of wrong) assert.throws(() => checkFitOptions(options), message);
  assert.throws(() => checkEvaluateOptions({ epochs: 3 } as object), /evaluate: unknown option epochs/);
  assert.throws(() => checkPredictOptions({ batchSize: 'x' } as object), /predict: batchSize/);
});
