import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import {
  GATED_CELL_OPTIONS,
  RECURRENT_CELL_OPTIONS,
} from '../../../../src/layers/recurrent/recurrent-options.js';

describe('names of options', () => {
  before(ensureReady);

  it('are those of all cells, and more for cells with gates', () => {
    assert.ok(RECURRENT_CELL_OPTIONS.every((name) => GATED_CELL_OPTIONS.includes(name)));
    assert.ok(GATED_CELL_OPTIONS.includes('recurrentActivation'));
    assert.ok(!(RECURRENT_CELL_OPTIONS as readonly string[]).includes('recurrentActivation'));
  });
});
