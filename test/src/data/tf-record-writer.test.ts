import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { TFRecordWriter } from '../../../src/data/tf-record-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-records-'));
after(() => rmSync(folder, { recursive: true }));

describe('TFRecordWriter', () => {
  it('gives the file its name when it is closed, and not before', () => {
    const path = join(folder, 'a.tfrecord');
    const writer = new TFRecordWriter(path);
    writer.write('one');
    writer.flush();
    assert.ok(!readdirSync(folder).includes('a.tfrecord'));
    writer.close();
    writer.close();
    assert.deepEqual(readdirSync(folder), ['a.tfrecord']);
    assert.throws(() => writer.write('two'), /TFRecordWriter: .*a\.tfrecord is closed/);
    new TFRecordWriter(join(folder, 'b')).abort();
    assert.deepEqual(readdirSync(folder), ['a.tfrecord']);
  });

  it('refuses what is no record', () => {
    const writer = new TFRecordWriter(join(folder, 'c'));
    assert.throws(
      () => writer.write({ a: 1 } as never),
      /expected bytes or a text; received \{ a \}[\s\S]*Example\.encode/,
    );
    writer.abort();
    assert.throws(() => new TFRecordWriter(''), /expected the name of a file/);
  });
});
