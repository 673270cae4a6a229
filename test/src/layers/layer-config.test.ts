import assert from 'node:assert/strict';
import { it } from 'node:test';
import { batchShapeFrom, dtypeConfig, optionsFromConfig } from '../../../src/layers/layer-config.js';

it('a config becomes options: camelCase keys, the dtype by name', () => {
  const config = { use_bias: true, dtype: dtypeConfig('int64'), name: 'x' };
  assert.deepEqual(optionsFromConfig(config), { useBias: true, dtype: 'int64', name: 'x' });
  assert.deepEqual(optionsFromConfig({ dtype: 'float32' }), { dtype: 'float32' });
  assert.deepEqual(optionsFromConfig({ units: 3 }), { units: 3 });
});

it('the input shape of a first layer has a batch axis', () => {
  assert.deepEqual(batchShapeFrom({ inputShape: [3] }), [null, 3]);
  assert.deepEqual(batchShapeFrom({ inputDim: 5 }), [null, 5]);
  assert.deepEqual(batchShapeFrom({ batchInputShape: [2, 3], inputShape: [9] }), [2, 3]);
  assert.equal(batchShapeFrom({}), null);
});
