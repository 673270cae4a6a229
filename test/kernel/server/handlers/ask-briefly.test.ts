import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askBriefly } from '../../../../kernel/server/handlers/ask-briefly.js';
import { engineThat } from '../../stub/services.js';

test('an engine is asked, and waited for less while a cell holds it', async () => {
  const [idle, busy] = [engineThat('answer'), engineThat('answer', true)];
  for (const engine of [idle, busy])
    assert.equal(await askBriefly(engine, { type: 'complete', code: 'a', cursor: 1 }), 'answer');
  assert.deepEqual(idle.asked[0]?.question, { type: 'complete', code: 'a', cursor: 1 });
  assert.deepEqual([idle.asked[0]?.limit, busy.asked[0]?.limit], [10_000, 200]);
});
