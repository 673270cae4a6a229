import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAGICS } from '../../../../kernel/engine/magics/table.js';
import { withSession } from '../harness.js';

test('%help lists every magic with its usage', () =>
  withSession(async (bench) => {
    const { stdout } = await bench.run('%help');
    for (const { name, summary } of MAGICS.values()) {
      assert.match(
        stdout,
        new RegExp(`^%%?${name}\\b.*  ${summary.slice(0, 20).replace(/[()]/g, '.')}`, 'm'),
      );
    }
    assert.equal(
      (await bench.run('%help timeit')).stdout,
      '%timeit [-n runs] [-r rounds] code\n%%timeit [-n runs] [-r rounds] code\nRuns code many times and says how long one run takes.\n',
    );
    assert.equal((await bench.run('%help %time')).stdout.split('\n')[0], '%time code');
    assert.equal((await bench.run('%help nothing')).error, 'MagicError: %help: there is no magic nothing');
  }));
