import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%%writefile writes, and adds with -a', () =>
  withSession(async (bench) => {
    assert.equal(
      (await bench.run('%%writefile out.ts\nconst a = 1;\n%not a magic')).stdout,
      'Wrote out.ts\n',
    );
    assert.equal((await bench.run('%%writefile -a out.ts\nlast')).stdout, 'Added to out.ts\n');
    assert.equal(readFileSync(join(bench.folder, 'out.ts'), 'utf8'), 'const a = 1;\n%not a magic\nlast\n');
    assert.match((await bench.run('%%writefile\nx')).error ?? '', /expected a file; received nothing$/);
    assert.equal((await bench.run('%%writefile "two words.txt" -a\nx')).stdout, 'Added to two words.txt\n');
    assert.match((await bench.run('%%writefile -x f\nx')).error ?? '', /expected \[-a\] file; received -x f/);
    assert.match((await bench.run('%writefile x')).error ?? '', /no such form/);
  }));
