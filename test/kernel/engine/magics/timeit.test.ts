import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%timeit runs code as often as it is told, also what awaits', () =>
  withSession(async (bench) => {
    await bench.run('let runs = 0');
    const { stdout, text } = await bench.run('%timeit -n 3 -r 2 runs++');
    assert.equal(text, undefined);
    assert.match(stdout, /^\S+ \S+ ± \S+ \S+ a run \(best \S+ \S+; 2 rounds of 3 runs\)\n$/);
    assert.equal((await bench.run('runs')).text, '6');
    await bench.run('%%timeit -n 1 -r 2\nawait Promise.resolve();\nruns += 10');
    assert.equal((await bench.run('runs')).text, '26');
  }));

test('options are checked', () =>
  withSession(async (bench) => {
    assert.equal(
      (await bench.run('%timeit -n x 1')).error,
      'MagicError: %timeit: -n must be a positive integer; received x',
    );
    assert.equal((await bench.run('%timeit')).error, 'MagicError: %timeit: expected code; received nothing');
  }));
