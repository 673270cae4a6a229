import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nativeMissing } from '../native.js';
import { share } from '../share.js';

/** Those that ask the library for names and not for numbers. */
const NAMES = 'public-names.test.ts';

const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.test.ts') && file !== NAMES && file !== 'on-native.test.ts',
);

/** Each file of the oracle is a process of its own with CELLGRAD_BACKEND=native; any of them can be run so by hand. */
for (const file of nativeMissing ? files.slice(0, 1) : share(files, 2))
  test(`${file} on native, as written and recorded`, { skip: nativeMissing }, () => {
    const args = ['--import', 'tsx', '--test', join(import.meta.dirname, file)];
    // The runner marks its children by this variable, and they would report to nobody.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, args, {
      env: { ...env, CELLGRAD_BACKEND: 'native' },
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const failed = stdout.split('\n').filter((line) => /^\s*not ok|error:|Keras has/.test(line));
    assert.equal(status, 0, failed.join('\n'));
    assert.match(stdout, /# pass [1-9]/);
  });
