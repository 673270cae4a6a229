import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CompleteReply } from '../../../kernel/engine/assist/complete-reply.js';
import { executeCell, startProcess } from '../stub/engine-process.js';

const engine = startProcess(new URL('../stub/engine.ts', import.meta.url));
const deaf = startProcess(new URL('../stub/deaf-engine.ts', import.meta.url));
after(() => {
  engine.kill();
  deaf.kill();
});

test('says that it is ready, then answers', async () => {
  engine.send({ type: 'complete', id: 5, code: 'ab', cursor: 2 });
  const reply = await engine.until(() => engine.received.find((one) => one.type === 'reply'));
  assert.equal(reply.type === 'reply' && reply.id, 5);
  assert.deepEqual(engine.received[0], { type: 'ready', pid: engine.child.pid });
});

test('a cell: its output, then its end', async () => {
  engine.execute(1, 'print("x")');
  const done = await engine.done(1);
  assert.deepEqual(done, {
    type: 'done',
    cell: 1,
    outcome: { status: 'ok', userExpressions: {}, payload: [] },
  });
  assert.deepEqual(engine.received.at(-2), { type: 'stream', cell: 1, name: 'stdout', text: 'x' });
});

test('an error goes before the end of its cell', async () => {
  engine.execute(2, 'throw new Error("no")');
  await engine.done(2);
  assert.deepEqual(
    engine.received.slice(-2).map(({ type }) => type),
    ['error', 'done'],
  );
});

test('a cell that comes past the watchdog runs, and once', async () => {
  engine.executeDirectly(4, 'print("direct")');
  await engine.done(4);
  engine.send({ type: 'complete', id: 6, code: 'b', cursor: 1, direct: executeCell(4, 'print("again")') });
  engine.execute(4, 'print("again")');
  engine.execute(5, 'print("next")');
  await engine.done(5);
  const printed = engine.received.flatMap((one) =>
    one.type === 'stream' && one.cell >= 4 ? [one.text] : [],
  );
  assert.deepEqual(printed, ['direct', 'next']);
});

test('a question in the middle of the library’s load is answered when that is there', async () => {
  engine.execute(7, 'print("computes"); for (const end = Date.now() + 300; Date.now() < end; );');
  await engine.printed('computes');
  engine.send({ type: 'complete', id: 9, code: 'library', cursor: 7 });
  const reply = await engine.until(() => engine.received.find((one) => one.type === 'reply' && one.id === 9));
  assert.deepEqual(reply.type === 'reply' && (reply.value as CompleteReply).matches, ['library!']);
  await engine.done(7);
});

test('a cell and a comm message that a termination took the end of are ended all the same', async () => {
  const comm = { comm: 'c', action: 'msg', data: {}, metadata: {}, buffers: [] } as const;
  deaf.send({ type: 'comm', cell: 1, ...comm });
  deaf.execute(2, 'loop');
  await deaf.printed('begun');
  deaf.send({ type: 'interrupt' });
  for (const cell of [1, 2]) {
    const done = await deaf.done(cell);
    assert.equal(
      done.type === 'done' && done.outcome.status === 'error' && done.outcome.error.ename,
      'KeyboardInterrupt',
    );
  }
});

test('a question that fails inside is answered with nothing', async () => {
  deaf.send({ type: 'isComplete', id: 8, code: '' });
  const reply = await deaf.until(() => deaf.received.find((one) => one.type === 'reply' && one.id === 8));
  assert.equal(reply.type === 'reply' && reply.value, undefined);
});
