import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Executions } from '../../../kernel/server/executions.js';
import type { Request } from '../../../kernel/server/request.js';
import { request } from '../stub/services.js';

function bench(run: (one: Request, executions: Executions) => Promise<void> = async () => {}) {
  const done: string[] = [];
  const executions: Executions = new Executions({
    async run(one) {
      await run(one, executions);
      done.push(`ran ${one.content.string('code')}`);
    },
    async abort(one) {
      done.push(`aborted ${one.content.string('code')}`);
    },
  });
  const add = (code: string) => executions.add(request('execute_request', { code }));
  const idle = async () => {
    while (executions.busy) await new Promise(setImmediate);
  };
  return { executions, done, add, idle };
}

test('requests run one after the other, in their order', async () => {
  let running = 0;
  const { done, add, idle } = bench(async () => {
    assert.equal(++running, 1);
    await new Promise(setImmediate);
    running--;
  });
  for (const code of ['a', 'b', 'c']) add(code);
  await idle();
  assert.deepEqual(done, ['ran a', 'ran b', 'ran c']);
});

test('after a failure what is queued is aborted, and what comes later runs', async () => {
  const { done, add, idle } = bench(async (one, executions) => {
    if (one.content.string('code') === 'bad') await executions.failed();
  });
  for (const code of ['bad', 'b', 'c']) add(code);
  await idle();
  add('d');
  await idle();
  assert.deepEqual(done, ['ran bad', 'aborted b', 'aborted c', 'ran d']);
});

test('cells have numbers and texts', () => {
  const { executions } = bench();
  assert.equal(executions.nextCount(), 1);
  executions.begin(10, 1);
  assert.equal(executions.countOf(10), 1);
  assert.equal(executions.end(10), null);
  executions.noteOutput(10, '\x1b[33m42\x1b[39m');
  executions.noteOutput(10, { not: 'text' });
  executions.noteOutput(99, 'nobody');
  assert.equal(executions.end(10), '42');
  executions.nextCount();
  assert.equal(executions.countOf(99), 2);
});
