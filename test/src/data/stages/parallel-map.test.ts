import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { ELEMENTS, type Element } from '../../../../src/data/element.js';
import type { HostTensor } from '../../../../src/data/host-tensor.js';
import { ParallelMap } from '../../../../src/data/stages/parallel-map.js';
import type { Stream } from '../../../../src/data/stream.js';
import { endMapThreads } from '../../../../src/data/threads/map-threads.js';

/** Most of a millisecond. */
const slow = (x: tf.Tensor) => {
  let sum = 0;
  for (let i = 0; i < 300_000; i++) sum += Math.sqrt(i);
  const value = x.dataSync()[0] as number;
  if (value === 90) throw new RangeError(`no ${value}`);
  return [value, sum > 0 ? 1 : 0];
};

async function read(map: ParallelMap, count: number): Promise<number[]> {
  const stream: Stream<Element> = map.open(Dataset.range(count)[ELEMENTS].open());
  const found: number[] = [];
  for (let item = await stream.next(); item !== null; item = await stream.next())
    found.push(((item as HostTensor).values as Float32Array)[0] as number);
  return found;
}

const parallel = { calls: 2, threads: 1, ordered: true };
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('map in threads', () => {
  before(ensureReady);
  after(endMapThreads);

  it('a slow function goes into threads while it runs; order, values and errors stay', async () => {
    let here = 0;
    const counted = Object.assign(
      (x: tf.Tensor) => {
        here += 1;
        return slow(x);
      },
      { toString: () => slow.toString() },
    );
    // What runs here is counted; what the threads get is the function's own text.
    const text = Function.prototype.toString;
    Function.prototype.toString = function (this: unknown) {
      return text.call(this === counted ? slow : this);
    };
    try {
      const map = new ParallelMap(counted as never, { ...parallel, startMs: 0 });
      // As long as the threads load, calls run here.
      while (here < 20 || here % 60 === 0) assert.deepEqual(await read(map, 60), numbers(60));
      assert.ok(here % 60 > 0, String(here));
      await assert.rejects(read(map, 100), /^DataError: Dataset\.map, element 90: no 90/);
    } finally {
      Function.prototype.toString = text;
    }
  });

  it('a fast one stays, and so does one that uses something from outside, which is told', async (t) => {
    const warn = t.mock.method(console, 'warn', () => undefined);
    const fast = new ParallelMap(((x: tf.Tensor) => x.dataSync()[0]) as never, { ...parallel, startMs: 0 });
    assert.deepEqual(await read(fast, 40), numbers(40));
    assert.equal(warn.mock.callCount(), 0);
    const closed = new ParallelMap(((x: tf.Tensor) => slow(x)) as never, { ...parallel, startMs: 0 });
    assert.deepEqual(await read(closed, 20), numbers(20));
    assert.match(
      String(warn.mock.calls[0]?.arguments[0]),
      /Dataset\.map: a call takes .* ms and runs on the main thread, since it uses slow from outside of it/,
    );
  });
});
