import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history } from '../../../../kernel/server/handlers/history.js';
import { History } from '../../../../kernel/server/history.js';
import { request, services } from '../../stub/services.js';

const kept = new History();
for (const [at, code] of ['a', 'b', 'c'].entries()) kept.add(at + 1, code, code.toUpperCase());
const ask = (content: Record<string, unknown>) =>
  history(request('history_request', content), services({ history: kept })).history;

test("tail, range and search, with the protocol's defaults", () => {
  assert.deepEqual(ask({ hist_access_type: 'tail', n: 1 }), [[1, 3, 'c']]);
  assert.deepEqual(ask({ hist_access_type: 'tail', n: 1, output: true }), [[1, 3, ['c', 'C']]]);
  assert.deepEqual(ask({ hist_access_type: 'range', session: 0, start: 1, stop: 2 }), [[1, 1, 'a']]);
  assert.deepEqual(ask({ hist_access_type: 'search', pattern: '[ab]', n: null }), [
    [1, 1, 'a'],
    [1, 2, 'b'],
  ]);
});

test('null counts as absent: jupyter_client sends it', () => {
  assert.equal(ask({ hist_access_type: 'tail', n: null, session: null, stop: null }).length, 3);
});

test('refuses a kind of access that does not exist', () => {
  assert.throws(
    () => ask({ hist_access_type: 'all' }),
    /expected one of range, tail, search; received "all"/,
  );
});
