import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { HostTensor } from '../../../../src/data/host-tensor.js';
import { endMapThreads, ThreadFunction } from '../../../../src/data/threads/map-threads.js';
import { KeyboardInterrupt } from '../../../../src/support/errors.js';
import { clearInterrupt, raiseInterrupt } from '../../../../src/support/interrupt.js';

const x = new HostTensor(Float32Array.of(1, 2), [2], 'float32');

describe('functions in threads', () => {
  after(endMapThreads);

  it('give what they would give here, and their errors', async () => {
    const fn = new ThreadFunction('(a, b) => ({ sum: tf.add(a, b), text: "x", n: [a.size, 2] })', 1);
    const { element, ms } = await fn.call([x, x], 0);
    assert.ok(fn.isReady && ms > 0);
    assert.deepEqual(element, {
      sum: new HostTensor(Float32Array.of(2, 4), [2], 'float32'),
      text: new HostTensor(['x'], [], 'string'),
      n: new HostTensor(Float32Array.of(2, 2), [2], 'float32'),
    });
    const broken = new ThreadFunction('(a) => { throw new RangeError("no " + a.size); }', 1);
    await assert.rejects(broken.call(x, 0), { name: 'RangeError', message: 'no 2' });
  });

  it('one that does not end is stopped by the user, and the next one gets a new thread', async () => {
    const endless = new ThreadFunction('() => { for (;;); }', 1);
    const waiting = endless.call(x, 0);
    setTimeout(raiseInterrupt, 50);
    await assert.rejects(waiting, KeyboardInterrupt);
    clearInterrupt();
    const { element } = await new ThreadFunction('(a) => a', 1).call(x, 0);
    assert.deepEqual(element, x);
  });
});
