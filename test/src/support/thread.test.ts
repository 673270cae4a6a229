import assert from 'node:assert/strict';
import { once } from 'node:events';
import { it } from 'node:test';
import { startThread } from '../../../src/support/thread.js';

it('a thread runs a module of the package and has its data', async () => {
  const ready = new Int32Array(new SharedArrayBuffer(4));
  const worker = startThread(new URL('../../../src/data/threads/map-worker', import.meta.url), ready);
  worker.postMessage({ call: 7, fn: 0, source: '(x) => x.add(1)', number: 0, element: tensor(2) });
  const [answer] = await once(worker, 'message');
  assert.equal(Atomics.load(ready, 0), 1);
  assert.deepEqual([answer.call, answer.element.tensor.values], [7, Float32Array.of(3)]);
  await worker.terminate();
});

const tensor = (value: number) => ({
  tensor: { values: Float32Array.of(value), shape: [], dtype: 'float32' },
});
