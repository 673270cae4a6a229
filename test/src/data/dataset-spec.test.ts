import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { DatasetSpec } from '../../../src/data/dataset-spec.js';
import { ELEMENTS } from '../../../src/data/element.js';
import { INTEGER, TEXT } from '../../../src/data/tensor-spec.js';

test('a window is known by what its elements are, and can be made of others', async () => {
  await ensureReady();
  const spec = new DatasetSpec({ a: INTEGER, b: TEXT }, (items) => Dataset.fromStage(items));
  assert.deepEqual(spec.elementSpec, { a: INTEGER, b: TEXT });
  assert.equal(
    String(new DatasetSpec(INTEGER, () => Dataset.range(0))),
    'DatasetSpec(TensorSpec((), int32))',
  );
  const made: Dataset = spec.dataset(Dataset.range(3)[ELEMENTS]);
  assert.equal((await made.toArray()).length, 3);
});
