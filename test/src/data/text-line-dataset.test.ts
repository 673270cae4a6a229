import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { TextLineDataset } from '../../../src/data/text-line-dataset.js';
import { collect } from './collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-data-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

describe('TextLineDataset', () => {
  before(ensureReady);
  it('gives the lines of files, one after the other', async () => {
    const dataset = new TextLineDataset([file('a.txt', '\uFEFFone\r\n\ntwo'), file('b.txt', 'drei\n')]);
    assert.deepEqual(await collect(dataset), ['one', '', 'two', 'drei']);
    const full = dataset.filter((line) => (line.dataSync() as unknown as string[])[0] !== '');
    assert.deepEqual(await collect(full.take(2)), ['one', 'two']);
  });
  it('says what is missing', async () => {
    await assert.rejects(
      collect(new TextLineDataset(join(folder, 'no.txt'))),
      /expected a file; received .*no.txt/,
    );
    assert.throws(() => new TextLineDataset([]), /expected the name of a file, or several; received \[\]/);
  });
});
