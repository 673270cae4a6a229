import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { textDatasetFromDirectory } from '../../../src/data/text-dataset-from-directory.js';
import { collect } from './collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-texts-'));
after(() => rmSync(folder, { recursive: true }));
before(ensureReady);

it('texts are cut off behind maxLength bytes', async () => {
  for (const kind of ['x', 'y']) {
    mkdirSync(join(folder, kind));
    writeFileSync(join(folder, kind, 'a.txt'), `${kind} and more`);
  }
  const dataset = textDatasetFromDirectory(folder, {
    shuffle: false,
    labelMode: 'binary',
    maxLength: 5,
    verbose: false,
  });
  assert.deepEqual(await collect(dataset), [
    [
      ['x and', 'y and'],
      [[0], [1]],
    ],
  ]);
  assert.throws(
    () => textDatasetFromDirectory(folder, { maxLength: 0 }),
    /maxLength must be a positive integer/,
  );
});
