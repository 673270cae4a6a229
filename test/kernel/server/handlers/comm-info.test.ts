import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commInfo } from '../../../../kernel/server/handlers/comm-info.js';
import { request, services } from '../../stub/services.js';

const comms = new Map([
  ['1', { target_name: 'a' }],
  ['2', { target_name: 'b' }],
]);
const ask = (content = {}) => commInfo(request('comm_info_request', content), services({ comms })).comms;

test('lists the open comms, or those with one target', () => {
  assert.deepEqual(ask(), { 1: { target_name: 'a' }, 2: { target_name: 'b' } });
  assert.deepEqual(ask({ target_name: 'b' }), { 2: { target_name: 'b' } });
  assert.deepEqual(ask({ target_name: 'c' }), {});
});
