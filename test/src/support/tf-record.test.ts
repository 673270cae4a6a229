import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frameRecord, RecordReader } from '../../../src/support/tf-record.js';

const CONTENTS = ['', 'one', 'x'.repeat(1000)].map((text) => Buffer.from(text));
const file = Buffer.concat(CONTENTS.map(frameRecord));

function read(bytes: Buffer, piece: number): Buffer[] {
  const reader = new RecordReader('a.tfrecord');
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    reader.push(bytes.subarray(at, at + piece));
    for (let record = reader.next(); record !== undefined; record = reader.next()) found.push(record);
  }
  reader.end();
  return found;
}

describe('records', () => {
  it('are found in pieces of any size', () => {
    for (const piece of [1, 7, 16, 500, file.length]) assert.deepEqual(read(file, piece), CONTENTS);
  });

  it('damage names the file, the record and its place', () => {
    const changed = (at: number) => {
      const copy = Buffer.from(file);
      copy[at] = copy[at]! ^ 1;
      return copy;
    };
    // The record "one" begins at byte 16, the long one at byte 35.
    assert.throws(
      () => read(changed(16), 100),
      /a\.tfrecord: record 1 at byte 16 cannot be read: the sum of its length/,
    );
    assert.throws(
      () => read(changed(29), 100),
      /record 1 at byte 16 cannot be read: the sum of its content is 0x/,
    );
    assert.throws(() => read(file.subarray(0, -1), 100), /record 2 at byte 35 .*1003 of 1004 bytes/);
    assert.throws(() => read(file.subarray(0, 40), 100), /record 2 at byte 35 .*it has 5 of the 12 bytes/);
  });
});
