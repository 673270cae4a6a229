import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { textDatasetFromDirectory } from '../../../../src/data/text-dataset-from-directory.js';
import { collect } from '../collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-folder-'));
after(() => rmSync(folder, { recursive: true }));
for (const kind of ['a', 'b', 'c']) {
  mkdirSync(join(folder, kind));
  for (let i = 0; i < 4; i++) writeFileSync(join(folder, kind, `${i}.txt`), `${kind}${i}`);
}
const quiet = { verbose: false } as const;

describe('datasets of folders', () => {
  before(ensureReady);

  it('labels in each form, and another order in each reading', async () => {
    const sorted = textDatasetFromDirectory(folder, {
      ...quiet,
      shuffle: false,
      batchSize: 5,
      labelMode: 'categorical',
    });
    assert.equal(sorted.cardinality(), 3);
    const [first] = (await collect(sorted)) as [[string[], number[][]]];
    assert.deepEqual(first, [
      ['a0', 'a1', 'a2', 'a3', 'b0'],
      [
        [1, 0, 0],
        [1, 0, 0],
        [1, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ],
    ]);
    const mixed = textDatasetFromDirectory(folder, { ...quiet, labels: null, batchSize: null, seed: 3 });
    const [one, other] = [await collect(mixed), await collect(mixed)];
    assert.notDeepEqual(one, other);
    assert.deepEqual(new Set(one), new Set(other));
    assert.equal(mixed.classNames, null);
  });

  it('says how many files there are', (t) => {
    const log = t.mock.method(console, 'log', () => undefined);
    textDatasetFromDirectory(folder, { validationSplit: 0.25, subset: 'both', seed: 1 });
    assert.deepEqual(
      log.mock.calls.map(({ arguments: [line] }) => line),
      [
        'Found 12 files belonging to 3 classes.',
        'Using 9 files for training.',
        'Using 3 files for validation.',
      ],
    );
  });

  it('refuses what does not fit together', () => {
    const refused = (options: object, why: RegExp) =>
      assert.throws(() => textDatasetFromDirectory(folder, { ...quiet, ...options }), why);
    refused({ validationSplit: 0.2 }, /expected validationSplit and subset together/);
    refused({ validationSplit: 0.2, subset: 'training' }, /validationSplit needs a seed/);
    refused({ validationSplit: 2, subset: 'both', seed: 1 }, /between 0 and 1; received 2/);
    refused(
      { validationSplit: 0.01, subset: 'both', seed: 1 },
      /expected text files for validation \(\.txt\)/,
    );
    refused({ labelMode: 'binary' }, /labelMode 'binary' needs two classes; .* has \["a", "b", "c"\]/);
    refused({ labels: 'given' }, /labels must be 'inferred', null or a list/);
    refused({ batchsize: 3 }, /unknown option batchsize; did you mean batchSize/);
  });
});
