import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFulfilled } from '../../../../kernel/engine/interrupts/promise-status.js';
import { withSession } from '../harness.js';

const skip = !isFulfilled(Promise.resolve()) && 'SKIPPED: this V8 does not tell (from Node 24 on)';

test('a promise of the platform is fulfilled, or not yet', { skip }, async () => {
  assert.equal(isFulfilled(Promise.resolve(1)), true);
  assert.equal(isFulfilled((async () => undefined)()), true);
  assert.equal(isFulfilled(new Promise(() => {})), false);
  const rejected = Promise.reject(new Error('no'));
  assert.equal(isFulfilled(rejected), false);
  await rejected.catch(() => undefined);
  class Other extends Promise<unknown> {}
  assert.equal(isFulfilled(Other.resolve(1)), false);
  assert.equal(isFulfilled(5), false);
});

test('an await of what is fulfilled goes on as early as in Node', { skip }, () =>
  withSession(async (bench) => {
    const { stdout } = await bench.run(`
      async function outer() { console.log('outer'); await inner(); console.log('after inner') }
      async function inner() { console.log('inner') }
      setTimeout(() => console.log('timer'), 0);
      outer();
      new Promise<void>((done) => { console.log('executor'); done() })
        .then(() => console.log('then 1')).then(() => console.log('then 2'));
      console.log('end');
      await new Promise((done) => setTimeout(done, 20));`);
    assert.deepEqual(stdout.trim().split('\n'), [
      'outer',
      'inner',
      'executor',
      'end',
      'after inner',
      'then 1',
      'then 2',
      'timer',
    ]);
  }),
);
