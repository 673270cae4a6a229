import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { AtomicWriter } from '../../../src/support/atomic-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-writer-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('AtomicWriter', () => {
  it('gives the file its name when it is complete', () => {
    const file = join(folder, 'a/file');
    const writer = new AtomicWriter('test', file);
    writer.write(Buffer.from('one'));
    writer.flush();
    writer.write(new Uint8Array(300_000).fill(50));
    assert.ok(!readdirSync(join(folder, 'a')).includes('file'));
    writer.commit();
    assert.deepEqual(readdirSync(join(folder, 'a')), ['file']);
    assert.equal(readFileSync(file, 'utf8'), `one${'2'.repeat(300_000)}`);
  });

  it('leaves nothing behind where it is given up, and where the name is taken by a folder', () => {
    const writer = new AtomicWriter('test', join(folder, 'gone'));
    writer.write(Uint8Array.of(1));
    writer.abort();
    mkdirSync(join(folder, 'taken/inside'), { recursive: true });
    const other = new AtomicWriter('test', join(folder, 'taken'));
    assert.throws(() => other.commit(), /test: .*taken could not be written/);
    assert.deepEqual(readdirSync(folder).sort(), ['a', 'taken']);
    assert.equal(other.isOpen, false);
  });
});
