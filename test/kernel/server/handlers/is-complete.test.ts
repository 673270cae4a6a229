import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isComplete } from '../../../../kernel/server/handlers/is-complete.js';
import { engineThat, request, services } from '../../stub/services.js';

test('gives the engine its code and the front end its answer', async () => {
  const engine = engineThat({ status: 'incomplete', indent: '  ' });
  const reply = await isComplete(request('is_complete_request', { code: 'f(' }), services({ engine }));
  assert.deepEqual(reply, { status: 'incomplete', indent: '  ' });
  assert.deepEqual(engine.asked[0]?.question, { type: 'isComplete', code: 'f(' });
});

test('an engine that does not answer in time means unknown', async () => {
  const reply = await isComplete(
    request('is_complete_request', { code: '' }),
    services({ engine: engineThat(undefined) }),
  );
  assert.deepEqual(reply, { status: 'unknown' });
});
