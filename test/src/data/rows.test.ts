import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Column } from '../../../src/data/column.js';
import type { HostTensor } from '../../../src/data/host-tensor.js';
import { rowElements, rowNumbers } from '../../../src/data/rows.js';

describe('rows', () => {
  it('are numbers until somebody looks into them', () => {
    const numbers = rowNumbers('range', '', 3);
    const columns = { a: new Column(Float32Array.of(1, 2, 3), [3], 'float32') };
    const stream = rowElements(numbers, { columns, count: 3 }).open();
    const values = [stream.next(), stream.next(), stream.next()].map(
      (element) => ((element as { a: HostTensor }).a.values as Float32Array)[0],
    );
    assert.deepEqual(values, [1, 2, 3]);
    assert.equal(stream.next(), null);
    assert.equal(numbers.cardinality, 3);
  });
});
