import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from '../../../../kernel/server/handlers/inspect.js';
import { engineThat, languageThat, request, services } from '../../stub/services.js';

test('passes the question on, the position in UTF-16 units', async () => {
  const found = { status: 'ok', found: true, data: { 'text/plain': '1' }, metadata: {} };
  const engine = engineThat(found);
  const content = { code: '😀a', cursor_pos: 2, detail_level: 1 };
  assert.deepEqual(
    await inspect(request('inspect_request', content), services({ engine, language: languageThat() })),
    found,
  );
  assert.deepEqual(engine.asked[0]?.question, { type: 'inspect', code: '😀a', cursor: 3, detail: 1 });
});

test('an engine that does not answer means not found', async () => {
  const engine = engineThat(undefined, true);
  const reply = await inspect(
    request('inspect_request', { code: 'a' }),
    services({ engine, language: languageThat() }),
  );
  assert.deepEqual(reply, { status: 'ok', found: false, data: {}, metadata: {} });
});

test('refuses a detail level that the protocol does not have', async () => {
  const content = { code: 'a', detail_level: 2 };
  await assert.rejects(
    async () =>
      inspect(
        request('inspect_request', content),
        services({ engine: engineThat(1), language: languageThat() }),
      ),
    /detail_level: expected one of 0, 1; received 2/,
  );
});

const section = (title: string, text: string) => `\x1b[1m${title}:\x1b[0m ${text}`;
const shown = (text: string) => ({ status: 'ok', found: true, data: { 'text/plain': text }, metadata: {} });

test('what types know is shown with what the value says, or alone', async () => {
  const documented = `${section('Signature', 'f(a: A): B')}\n${section('Documentation', 'Does.')}`;
  const source = section('Source', 'function f() {}');
  const about = async (answer: unknown, code: string, typed: string) => {
    const parts = services({ engine: engineThat(answer), language: languageThat({ inspect: typed }) });
    return inspect(request('inspect_request', { code }), parts);
  };
  const value = shown(`${section('Signature', 'f(...args)')}\n${source}`);
  assert.deepEqual(await about(value, 'f', documented), shown(`${documented}\n${source}`));
  for (const nothing of [undefined, { status: 'ok', found: false, data: {}, metadata: {} }])
    assert.deepEqual(await about(nothing, 'f', documented), shown(documented));
  const option = `${section('Type', '(property) O.units: number')}\n${section('Documentation', 'How many.')}`;
  assert.deepEqual(await about(value, 'f({ units', option), shown(option));
});
