import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../../../kernel/server/handlers/complete.js';
import { engineThat, languageThat, request, services } from '../../stub/services.js';

const REPLY = { status: 'ok', matches: ['alpha'], cursor_start: 5, cursor_end: 7, metadata: {} };

test('positions go to the engine in UTF-16 units and come back in code points', async () => {
  const engine = engineThat(REPLY);
  const reply = await complete(
    request('complete_request', { code: '"😀".al', cursor_pos: 6 }),
    services({ engine, language: languageThat() }),
  );
  assert.equal(engine.asked[0]?.question['cursor'], 7);
  assert.deepEqual([reply.cursor_start, reply.cursor_end, reply.matches], [4, 6, ['alpha']]);
});

test('the position may be absent: then it is the end', async () => {
  const engine = engineThat(REPLY);
  await complete(
    request('complete_request', { code: 'x.al' }),
    services({ engine, language: languageThat() }),
  );
  assert.equal(engine.asked[0]?.question['cursor'], 4);
});

test('an engine that does not answer means no matches, and a busy one is not waited for as long', async () => {
  const engines = [engineThat(undefined, true), engineThat(undefined)];
  for (const engine of engines) {
    const reply = await complete(
      request('complete_request', { code: 'a', cursor_pos: 1 }),
      services({ engine, language: languageThat() }),
    );
    assert.deepEqual(reply, { status: 'ok', matches: [], cursor_start: 1, cursor_end: 1, metadata: {} });
  }
  const [busy, free] = engines.map(({ asked }) => asked[0]!.limit!);
  assert.ok(busy! < free!);
});

test('types answer where no value does, and say the names of options first', async () => {
  const typed = { ...REPLY, matches: ['units'], cursor_start: 3 };
  for (const answer of [REPLY, { ...REPLY, matches: [] }, undefined]) {
    const language = languageThat({ complete: typed });
    const parts = services({ engine: engineThat(answer), language });
    const reply = await complete(request('complete_request', { code: '"😀".al', cursor_pos: 6 }), parts);
    assert.deepEqual([reply.matches, reply.cursor_start], [['units'], 2]);
    // Where a value knows something, only the names of options are asked for.
    assert.deepEqual(language.asked, [['"😀".al', 7, answer === REPLY]]);
  }
});
