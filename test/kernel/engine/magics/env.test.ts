import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%env lists, shows and sets', () =>
  withSession(async (bench) => {
    try {
      assert.equal((await bench.run('%env CELLGRAD_TEST=a b=c')).stdout, 'CELLGRAD_TEST=a b=c\n');
      assert.equal((await bench.run('process.env.CELLGRAD_TEST')).text, "'a b=c'");
      assert.equal((await bench.run('%env CELLGRAD_TEST')).text, "'a b=c'");
      await bench.run('%env CELLGRAD_TEST other');
      assert.equal((await bench.run('%env CELLGRAD_TEST')).text, "'other'");
      assert.match((await bench.run('%env')).text ?? '', /CELLGRAD_TEST: 'other'/);
      assert.match(
        (await bench.run('%env CELLGRAD_NOT_SET')).error ?? '',
        /^MagicError: %env: there is no variable/,
      );
    } finally {
      delete process.env['CELLGRAD_TEST'];
    }
  }));
