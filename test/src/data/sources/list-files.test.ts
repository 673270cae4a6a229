import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { matchingFiles, sourceList } from '../../../../src/data/sources/list-files.js';
import { collect } from '../collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-data-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

describe('listFiles', () => {
  before(ensureReady);
  it('names the files that match, sorted or in a random order', async () => {
    for (const name of ['b.png', 'a.png', 'c.txt']) file(name, '');
    const names = async (dataset: Dataset<unknown>) =>
      ((await collect(dataset)) as string[]).map((path) => basename(path));
    assert.deepEqual(await names(Dataset.listFiles(`${folder}/*.png`, { shuffle: false })), [
      'a.png',
      'b.png',
    ]);
    const shuffled = await names(Dataset.listFiles(`${folder}/*.png`, { seed: 1 }));
    assert.deepEqual(shuffled.sort(), ['a.png', 'b.png']);
    assert.deepEqual(
      matchingFiles([`${folder}/*.txt`]).map((path) => basename(path)),
      ['c.txt'],
    );
  });
  it('says so when nothing matches', () => {
    assert.throws(() => Dataset.listFiles(`${folder}/*.jpg`), /none matches .*\.jpg/);
    assert.throws(
      () => sourceList('x', 5 as never),
      /x: expected the name of a file, or several; received 5/,
    );
  });
});
