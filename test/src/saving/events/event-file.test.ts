import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { EventFile } from '../../../../src/saving/events/event-file.js';
import { maskedCrc32c } from '../../../../src/support/crc32c.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-events-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a file of events', () => {
  it('is made of records with their sums; its name is TensorBoard’s', () => {
    const file = new EventFile(join(folder, 'a/train'));
    file.scalar('loss', 0.5, 3);
    file.histogram('same', [2, 2, Number.NaN], 0);
    file.histogram('none', [], 0);
    file.text('note', 'hello', 0);
    file.close();
    assert.match(basename(file.path), /^events\.out\.tfevents\.\d{10}\..*\.\d+\.\d+\.v2$/);
    const bytes = readFileSync(file.path);
    let records = 0;
    for (let at = 0; at < bytes.length; records++) {
      const length = Number(bytes.readBigUInt64LE(at));
      assert.equal(bytes.readUInt32LE(at + 8), maskedCrc32c(bytes.subarray(at, at + 8)));
      const content = bytes.subarray(at + 12, at + 12 + length);
      assert.equal(bytes.readUInt32LE(at + 12 + length), maskedCrc32c(content));
      at += length + 16;
    }
    assert.equal(records, 5);
    assert.notEqual(new EventFile(folder).path, new EventFile(folder).path);
  });
});
