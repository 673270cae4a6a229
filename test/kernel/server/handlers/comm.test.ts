import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commClose, commMsg, commOpen } from '../../../../kernel/server/handlers/comm.js';
import { request, services } from '../../stub/services.js';

function bench() {
  const passed: unknown[] = [];
  const comms = new Map<string, { target_name: string }>();
  const engine = {
    async comm(cell: number, message: object) {
      passed.push({ cell, ...message });
    },
  };
  return { passed, comms, services: services({ comms, engine, newCell: () => 7 }) };
}

test('comm messages go to the engine with their data, metadata and buffers, and have no reply', async () => {
  const { passed, services } = bench();
  const buffers = [new Uint8Array([1])];
  const more = { metadata: { m: 1 }, buffers };
  const reply = await commMsg(request('comm_msg', { comm_id: 'c', data: { n: 1 } }, more), services);
  assert.equal(reply, undefined);
  assert.deepEqual(passed, [
    { cell: 7, action: 'msg', comm: 'c', data: { n: 1 }, metadata: { m: 1 }, buffers },
  ]);
});

test('data that is no object goes on as it is, and data that is not given is an empty object', async () => {
  const { passed, services } = bench();
  await commMsg(request('comm_msg', { comm_id: 'c', data: 'hello' }), services);
  await commMsg(request('comm_msg', { comm_id: 'c' }), services);
  assert.deepEqual(
    passed.map((message) => (message as { data: unknown }).data),
    ['hello', {}],
  );
});

test('opening and closing changes the list of comms', async () => {
  const { passed, comms, services } = bench();
  await commOpen(request('comm_open', { comm_id: 'c', target_name: 't', data: {} }), services);
  assert.deepEqual([...comms], [['c', { target_name: 't' }]]);
  await commClose(request('comm_close', { comm_id: 'c' }), services);
  assert.equal(comms.size, 0);
  assert.deepEqual(
    passed.map((message) => (message as { action: string }).action),
    ['open', 'close'],
  );
});
