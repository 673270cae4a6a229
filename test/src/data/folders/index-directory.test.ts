import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { type IndexOptions, indexDirectory } from '../../../../src/data/folders/index-directory.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-index-'));
after(() => rmSync(folder, { recursive: true }));
for (const name of ['b/2.txt', 'b/1.TXT', 'b/x.png', 'a/deep/0.txt', 'a/9.txt', '.hidden/3.txt', 'top.txt']) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), name);
}
symlinkSync(join(folder, 'b'), join(folder, 'a/link'));
symlinkSync(join(folder, 'a'), join(folder, 'a/deep/above'));

const index = (options: Partial<IndexOptions>) => {
  const found = indexDirectory('test', folder, {
    labels: 'inferred',
    classNames: null,
    followLinks: false,
    formats: ['.txt'],
    ...options,
  });
  return { ...found, files: found.files.map((file) => relative(folder, file)) };
};

describe('indexDirectory', () => {
  it('classes are folders, files come by name; links are followed when that is asked for, and never in a circle', () => {
    assert.deepEqual(index({}), {
      files: ['a/9.txt', 'a/deep/0.txt', 'b/1.TXT', 'b/2.txt'],
      labels: [0, 0, 1, 1],
      classNames: ['a', 'b'],
    });
    const { files } = index({ followLinks: true, classNames: ['a'] });
    assert.deepEqual(files, ['a/9.txt', 'a/deep/0.txt', 'a/link/1.TXT', 'a/link/2.txt']);
    assert.deepEqual(index({ classNames: ['b', 'a'] }).labels, [0, 0, 1, 1]);
  });

  it('without labels, and with labels of one’s own', () => {
    const { files, labels, classNames } = index({ labels: null });
    assert.deepEqual([files.length, labels, classNames], [6, null, null]);
    assert.deepEqual(index({ labels: [10, 9, 9, 10, 9, 2] }).classNames, ['2', '9', '10']);
    assert.throws(() => index({ labels: [1] }), /expected a label for each file; received 1 for the 6 files/);
    assert.throws(
      () => index({ classNames: ['c'] }),
      /classNames must be folders of .*which are a, b; received "c"/,
    );
    assert.throws(
      () =>
        indexDirectory('test', join(folder, 'no'), {
          labels: null,
          classNames: null,
          followLinks: false,
          formats: [],
        }),
      /test: expected a folder; ".*no" could not be read/,
    );
  });
});
