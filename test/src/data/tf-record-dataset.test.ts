import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dataset } from '../../../src/data/dataset.js';
import { bytesOf } from '../../../src/data/host-tensor.js';
import { TFRecordDataset } from '../../../src/data/tf-record-dataset.js';
import { TFRecordWriter } from '../../../src/data/tf-record-writer.js';
import { liveTensors } from '../../live-tensors.js';
import { collect } from './collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-records-'));
after(() => rmSync(folder, { recursive: true }));

function file(
  name: string,
  records: readonly (string | Uint8Array)[],
  compressionType: '' | 'GZIP' = '',
): string {
  const path = join(folder, name);
  const writer = new TFRecordWriter(path, { compressionType });
  for (const record of records) writer.write(record);
  writer.close();
  return path;
}

describe('TFRecordDataset', () => {
  before(ensureReady);

  it('gives the records of files, one file after the other or in turn, also of a dataset of names', async () => {
    const [a, b] = [file('a', ['a0', 'a1', 'a2']), file('b', ['b0', 'b1'])];
    assert.deepEqual(await collect(new TFRecordDataset([a, b])), ['a0', 'a1', 'a2', 'b0', 'b1']);
    assert.deepEqual(await collect(new TFRecordDataset([a, b], { numParallelReads: 2 })), [
      'a0',
      'b0',
      'a1',
      'b1',
      'a2',
    ]);
    const names = Dataset.listFiles(join(folder, '[ab]'), { shuffle: false });
    assert.deepEqual(await collect(new TFRecordDataset(names).take(4).batch(4)), [['a0', 'a1', 'a2', 'b0']]);
  });

  it('bytes stay bytes through map, shuffle, batch and a cache in a file', async () => {
    const records = [Uint8Array.of(0, 255, 128), Uint8Array.of(0xc3)];
    const live = await liveTensors();
    const dataset = new TFRecordDataset(file('bytes', records))
      .map((record) => record)
      .shuffle(2, { seed: 1 })
      .cache(join(folder, 'cache'))
      .batch(2);
    for (let reading = 0; reading < 2; reading++) {
      for await (const batch of dataset) {
        assert.deepEqual(
          new Set(bytesOf(batch).map((one) => one.join())),
          new Set(records.map((one) => one.join())),
        );
        batch.dispose();
      }
    }
    assert.equal(await liveTensors(), live);
  });

  it('reads in small pieces, also what is larger than they are', async () => {
    const long = 'x'.repeat(10_000);
    const path = file('long', [long, 'short', long], 'GZIP');
    const dataset = new TFRecordDataset(path, { compressionType: 'GZIP', bufferSize: 100 });
    assert.deepEqual(await collect(dataset), [long, 'short', long]);
    assert.deepEqual(await collect(dataset.take(1)), [long]);
  });

  it('damage names the file, the record and the place', async () => {
    const path = file('damaged', ['one', 'two']);
    const bytes = readFileSync(path);
    bytes[bytes.length - 6]! ^= 1;
    writeFileSync(path, bytes);
    await assert.rejects(
      collect(new TFRecordDataset(path)),
      /damaged: record 1 at byte 19 cannot be read: the sum/,
    );
    await assert.rejects(
      collect(new TFRecordDataset(path, { compressionType: 'GZIP' })),
      /damaged: record 0 at byte 0 cannot be read: incorrect header check/,
    );
    const packed = readFileSync(file('packed', ['one', 'two'], 'GZIP'));
    writeFileSync(path, packed.subarray(0, packed.length - 12));
    await assert.rejects(
      collect(new TFRecordDataset(path, { compressionType: 'GZIP' })),
      /record [01] at byte \d+ cannot be read: unexpected end of file/,
    );
    await assert.rejects(collect(new TFRecordDataset(join(folder, 'no'))), /expected a file; received .*no/);
  });

  it('refuses options that it does not have', () => {
    assert.throws(
      () => new TFRecordDataset('a', { compressionType: 'gzip' as never }),
      /compressionType must be one of/,
    );
    assert.throws(() => new TFRecordDataset([]), /expected the name of a file, or several/);
    assert.throws(() => new TFRecordDataset('a', { bufferSize: 0 }), /bufferSize must be a positive integer/);
  });
});
