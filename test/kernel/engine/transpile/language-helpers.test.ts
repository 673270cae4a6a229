import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpers } from '../../../../kernel/engine/transpile/language-helpers.js';

const symbols = Symbol as unknown as Record<'dispose' | 'asyncDispose', symbol | undefined>;
const dispose = symbols.dispose ?? Symbol.for('Symbol.dispose');
const asyncDispose = symbols.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

test('resources are disposed of last one first', () => {
  const log: string[] = [];
  const context = helpers.usingCtx();
  for (const name of ['a', 'b']) context.u({ [dispose]: () => log.push(name) });
  assert.equal(context.u(null), null);
  context.d();
  assert.deepEqual(log, ['b', 'a']);
});

test('an error in disposal suppresses the one before', () => {
  const context = helpers.usingCtx();
  context.u({
    [dispose]() {
      throw new Error('second');
    },
  });
  context.e = new Error('first');
  assert.throws(
    () => context.d(),
    (error: Error & { error?: Error; suppressed?: Error }) =>
      error.name === 'SuppressedError' &&
      error.error?.message === 'second' &&
      error.suppressed?.message === 'first',
  );
});

test('asynchronous disposal is awaited, synchronous methods serve as well', async () => {
  const log: string[] = [];
  const context = helpers.usingCtx();
  context.a({ [dispose]: () => log.push('sync') });
  context.a({
    async [asyncDispose]() {
      await Promise.resolve();
      log.push('async');
    },
  });
  await context.d();
  assert.deepEqual(log, ['async', 'sync']);
  const failing = helpers.usingCtx();
  failing.a({ [asyncDispose]: () => Promise.reject(new Error('late')) });
  await assert.rejects(Promise.resolve(failing.d()), /late/);
});

test('what cannot be disposed of is refused', () => {
  assert.throws(() => helpers.usingCtx().u(5), /expected an object, null or undefined/);
  assert.throws(() => helpers.usingCtx().u({}), /has no \[Symbol.dispose\]\(\) method/);
  assert.throws(() => helpers.usingCtx().a({}), /has no \[Symbol.asyncDispose\]\(\) method/);
});
