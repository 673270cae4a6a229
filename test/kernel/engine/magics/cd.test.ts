import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withSession } from '../harness.js';

test('%cd moves paths and imports', async () => {
  const before = process.cwd();
  try {
    await withSession(async (bench) => {
      mkdirSync(join(bench.folder, 'a folder'));
      writeFileSync(join(bench.folder, 'a folder', 'near.mjs'), 'export const near = 1;');
      const folder = join(bench.folder, 'a folder');
      assert.equal((await bench.run("%cd 'a folder'")).stdout, `${folder}\n`);
      assert.equal((await bench.run("import { near } from './near.mjs'; near")).text, '1');
      assert.equal((await bench.run('process.cwd()')).text, `'${realpathSync(folder)}'`);
      assert.equal((await bench.run('%cd ..')).stdout, `${bench.folder}\n`);
      assert.match(
        (await bench.run('%cd nowhere')).error ?? '',
        /^MagicError: %cd: expected a folder; received .*nowhere$/,
      );
      assert.deepEqual(bench.folders, [folder, bench.folder]);
      process.chdir(before);
    });
  } finally {
    process.chdir(before);
  }
});
