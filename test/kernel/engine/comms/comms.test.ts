import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommMessage } from '../../../../kernel/link.js';
import { withSession } from '../harness.js';

const EMPTY = { data: {}, metadata: {}, buffers: [] };

function message(action: CommMessage['action'], comm: string, more: Partial<CommMessage> = {}): CommMessage {
  return { action, comm, ...EMPTY, ...more };
}

test('the front end opens a comm, both sides talk, it closes', () =>
  withSession(async (bench) => {
    await bench.run(`
      const heard: unknown[] = [];
      comms.register('counter', (comm, { data }) => {
        heard.push(data.start);
        let n = Number(data.start);
        comm.onMessage(({ data, buffers }) => { console.log('by', data.by); comm.send({ n: (n += Number(data.by) + buffers.length) }, { buffers }) });
        comm.onClose(() => heard.push('closed'));
      });`);
    const { session } = bench;
    await session.comm(10, message('open', 'c1', { target: 'counter', data: { start: 5 } }));
    const buffers = [new Uint8Array([1, 2])];
    await session.comm(11, message('msg', 'c1', { data: { by: 2 }, buffers }));
    assert.deepEqual(bench.comms, [{ cell: 11, message: message('msg', 'c1', { data: { n: 8 }, buffers }) }]);
    assert.equal(bench.streamsOf(11).stdout, 'by 2\n');
    await session.comm(12, message('close', 'c1'));
    assert.equal((await bench.run('heard')).text, "[ 5, 'closed' ]");
  }));

test('a comm to an unknown target is closed at once, messages to unknown comms are passed over', () =>
  withSession(async (bench) => {
    await bench.session.comm(1, message('open', 'c2', { target: 'nobody' }));
    assert.deepEqual(bench.comms, [{ cell: 1, message: message('close', 'c2') }]);
    await bench.session.comm(2, message('msg', 'gone'));
    assert.equal(bench.comms.length, 1);
  }));

test('a cell opens and closes a comm', () =>
  withSession(async (bench) => {
    await bench.run(
      "const mine = comms.open('front', { a: 1 }, { metadata: { v: 2 } }); mine.send({ b: 2 }); mine.close(); mine.close()",
    );
    const [open, sent, close] = bench.comms.map((one) => one.message);
    assert.equal(open?.action, 'open');
    assert.equal(open?.target, 'front');
    assert.deepEqual([open?.data, open?.metadata], [{ a: 1 }, { v: 2 }]);
    assert.deepEqual([sent?.data, sent?.comm], [{ b: 2 }, open?.comm]);
    assert.equal(close?.action, 'close');
    assert.equal(bench.comms.length, 3);
    assert.match((await bench.run('mine.send({})')).error ?? '', /^Error: Comm.send: the comm .* is closed/);
  }));

test('an error in a handler is printed, and the session goes on', () =>
  withSession(async (bench) => {
    await bench.run("comms.register('bad', () => { throw new RangeError('no') })");
    const outcome = await bench.session.comm(7, message('open', 'c3', { target: 'bad' }));
    assert.equal(outcome.status, 'ok');
    // Under the cell whose code it was.
    assert.match(bench.streamsOf(1).stderr, /In a comm's handler: .*RangeError.*: no[\s\S]*Cell 1, line 1/);
    assert.equal(bench.comms.at(-1)?.message.action, 'close');
    assert.equal((await bench.run('1')).text, '1');
  }));
