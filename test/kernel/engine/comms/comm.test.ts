import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Comm } from '../../../../kernel/engine/comms/comm.js';

test('a comm sends until it is closed, by either side', async () => {
  const sent: unknown[] = [];
  const comm = new Comm('id', 'target', (action, { data }) => sent.push([action, data]));
  const heard: unknown[] = [];
  const off = comm.onMessage(({ data }) => heard.push(data));
  comm.onClose(() => heard.push('closed'));
  comm.send({ a: 1 });
  await comm.receive('msg', { data: { b: 2 }, metadata: {}, buffers: [] });
  off();
  await comm.receive('msg', { data: { c: 3 }, metadata: {}, buffers: [] });
  await comm.receive('close', { data: {}, metadata: {}, buffers: [] });
  assert.equal(comm.isOpen, false);
  comm.close();
  assert.throws(() => comm.send({}), /the comm id \(target\) is closed/);
  assert.deepEqual(sent, [['msg', { a: 1 }]]);
  assert.deepEqual(heard, [{ b: 2 }, 'closed']);
});

test('no data are an empty object, as the protocol wants one', () => {
  const sent: unknown[] = [];
  const comm = new Comm('id', 'target', (_, { data }) => sent.push(data));
  comm.send(undefined as never);
  comm.send(null as never);
  assert.deepEqual(sent, [{}, {}]);
});
