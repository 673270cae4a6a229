import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from '../../../../kernel/server/handlers/inspect.js';
import { engineThat, request, services } from '../../stub/services.js';

test('passes the question on, the position in UTF-16 units', async () => {
  const found = { status: 'ok', found: true, data: { 'text/plain': '1' }, metadata: {} };
  const engine = engineThat(found);
  const content = { code: '😀a', cursor_pos: 2, detail_level: 1 };
  assert.deepEqual(await inspect(request('inspect_request', content), services({ engine })), found);
  assert.deepEqual(engine.asked[0]?.question, { type: 'inspect', code: '😀a', cursor: 3, detail: 1 });
});

test('an engine that does not answer means not found', async () => {
  const engine = engineThat(undefined, true);
  const reply = await inspect(request('inspect_request', { code: 'a' }), services({ engine }));
  assert.deepEqual(reply, { status: 'ok', found: false, data: {}, metadata: {} });
});

test('refuses a detail level that the protocol does not have', async () => {
  const content = { code: 'a', detail_level: 2 };
  await assert.rejects(
    async () => inspect(request('inspect_request', content), services({ engine: engineThat(1) })),
    /detail_level: expected one of 0, 1; received 2/,
  );
});
