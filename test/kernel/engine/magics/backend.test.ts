import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from '../harness.js';

test('%backend shows the status and chooses', async () => {
  const used: string[] = [];
  const backends = {
    status: () => ({ backend: used.at(-1) ?? 'wasm' }),
    use: async (name: string) => used.push(name),
  };
  const bench = new Bench({ library: async () => ({ backends }) });
  try {
    assert.equal((await bench.run('%backend')).text, "{ backend: 'wasm' }");
    assert.equal((await bench.run('%backend cpu')).text, "{ backend: 'cpu' }");
    assert.deepEqual(used, ['cpu']);
  } finally {
    bench.close();
  }
});
