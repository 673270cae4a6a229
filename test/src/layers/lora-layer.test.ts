import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense } from '../../../src/layers/index.js';
import { LoraLayer } from '../../../src/layers/lora-layer.js';

before(ensureReady);

test('a layer tells of its adaptation, before and after it begins', () => {
  const layer = new Dense({ units: 3 });
  assert.ok(layer instanceof LoraLayer);
  assert.deepEqual([layer.loraRank, layer.loraAlpha, layer.loraEnabled], [null, null, false]);
  layer.build([null, 4]);
  layer.enableLora(2, { loraAlpha: 8 });
  assert.deepEqual([layer.loraRank, layer.loraAlpha, layer.loraEnabled], [2, 8, true]);
  assert.deepEqual(
    layer.savedState().variables.map(({ shape }) => shape),
    [[4, 3], [3]],
  );
});
