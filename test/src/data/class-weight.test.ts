import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classSampleWeights } from '../../../src/data/class-weight.js';
import { type Column, hostColumn } from '../../../src/data/column.js';

const weightsOf = (column: Column) => Array.from({ length: column.length }, (_, i) => column.row(i)[0]);

describe('classSampleWeights', () => {
  it('reads class numbers; what is not listed counts 1', () => {
    const labels = hostColumn('y', Int32Array.of(0, 2, 1));
    assert.deepEqual(weightsOf(classSampleWeights(labels, { 0: 0.5, 2: 3 })), [0.5, 3, 1]);
  });

  it('reads one-hot rows', () => {
    const labels = hostColumn('y', [
      [0, 1, 0],
      [1, 0, 0],
    ]);
    assert.deepEqual(weightsOf(classSampleWeights(labels, { 1: 4 })), [4, 1]);
  });

  it('refuses labels of more than one axis', () => {
    assert.throws(
      () => classSampleWeights(hostColumn('y', [[[1]]]), {}),
      /classWeight expects one label a sample/,
    );
  });
});
