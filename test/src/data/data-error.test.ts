import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dataError } from '../../../src/data/data-error.js';
import { KeyboardInterrupt } from '../../../src/support/errors.js';

describe('dataError', () => {
  it('names the stage and the element, once, and lets an interrupt be', () => {
    const error = dataError('map', 3, new TypeError('x is not a function')) as Error;
    assert.equal(error.message, 'Dataset.map, element 3: x is not a function');
    assert.equal(dataError('batch', 1, error), error);
    const stop = new KeyboardInterrupt();
    assert.equal(dataError('map', 0, stop), stop);
    assert.match((dataError('map', 0, 'text') as Error).message, /threw "text"/);
  });
});
