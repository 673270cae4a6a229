import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench, withSession } from '../harness.js';

test('%reset forgets variables and brings back what they hid, within a cell, too', async () => {
  const bench = new Bench({ library: async () => ({ metrics: { kind: 'library' } }) });
  try {
    await bench.run("const mine = 1; const metrics = ['accuracy']; const URL = 2");
    const { text } = await bench.run('%reset\n[typeof mine, metrics.kind, typeof URL]');
    assert.equal(text, "[ 'undefined', 'library', 'function' ]");
    assert.equal((await bench.run('let mine = 2; mine = 3; mine')).text, '3');
    assert.equal((await bench.run('%who')).stdout, 'mine  number  3\n');
  } finally {
    bench.close();
  }
});

test('%reset takes nothing but -f', () =>
  withSession(async (bench) => {
    assert.equal((await bench.run('%reset -f')).error, undefined);
    assert.equal((await bench.run('%reset all')).error, 'MagicError: %reset: expected nothing; received all');
  }));
