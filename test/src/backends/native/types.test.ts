import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  boolAttribute,
  dtypeOf,
  intAttribute,
  longs,
  textAttribute,
  typeAttribute,
  typeNumber,
} from '../../../../src/backends/native/types.js';

test('types have TensorFlow’s numbers', () => {
  for (const dtype of ['float32', 'int32', 'bool', 'string', 'complex64'] as const)
    assert.equal(dtypeOf(typeNumber(dtype)), dtype);
  assert.equal(dtypeOf(9), undefined);
  assert.deepEqual(typeAttribute('T', 'int32'), { name: 'T', type: 4, value: 3 });
  const info = { dataId: {}, shape: [1], dtype: 'bool' as const };
  assert.deepEqual([typeAttribute('T', info).value, typeAttribute('T', [info]).value], [10, 10]);
});

test('attributes and sizes', () => {
  assert.deepEqual(intAttribute('N', [1, 2]), { name: 'N', type: 1, value: [1, 2] });
  assert.deepEqual(boolAttribute('a', true), { name: 'a', type: 3, value: true });
  assert.deepEqual(textAttribute('a', 'b'), { name: 'a', type: 0, value: 'b' });
  assert.deepEqual([...longs([2, 3])], [2n, 3n]);
  assert.equal(longs([]).length, 1);
});
