import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chain, drive } from '../../../src/data/stream.js';
import { clearInterrupt, raiseInterrupt } from '../../../src/support/interrupt.js';

describe('drive', () => {
  it('runs at once while nothing is a promise', () => {
    function* steps(): Generator<unknown, number, unknown> {
      return ((yield 1) as number) + ((yield 2) as number);
    }
    assert.equal(drive(steps()), 3);
  });
  it('waits for promises, and lets the steps catch what they reject with', async () => {
    function* steps(): Generator<unknown, string, unknown> {
      const first = (yield Promise.resolve('a')) as string;
      try {
        yield Promise.reject(new Error('b'));
      } catch (error) {
        return first + (error as Error).message;
      }
      return 'not reached';
    }
    assert.equal(await drive(steps()), 'ab');
  });
  it('stops at an interrupt', async () => {
    function* endless(): Generator<unknown, never, unknown> {
      for (;;) yield new Promise((resolve) => setImmediate(resolve));
    }
    const running = drive(endless()) as Promise<never>;
    raiseInterrupt();
    try {
      await assert.rejects(running, { name: 'KeyboardInterrupt' });
    } finally {
      clearInterrupt();
    }
  });
  it('chains values and promises', async () => {
    assert.equal(
      chain(2, (x) => x + 1),
      3,
    );
    assert.equal(await chain(Promise.resolve(2), (x) => x + 1), 3);
  });
});
