import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, inflateSync } from 'node:zlib';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Example } from '../../src/data/example.js';
import { bytesOf } from '../../src/data/host-tensor.js';
import { FixedLenFeature, parseSingleExample, VarLenFeature } from '../../src/data/parse-single-example.js';
import { TFRecordDataset } from '../../src/data/tf-record-dataset.js';
import { TFRecordWriter } from '../../src/data/tf-record-writer.js';
import { assertClose, type OracleArray, oracleCase } from './oracle.js';

interface FileCase {
  readonly name: string;
  readonly file: OracleArray;
  readonly records: readonly OracleArray[];
}

interface ParsedCase {
  readonly name: string;
  readonly record: OracleArray;
  readonly floats: OracleArray;
  readonly bytes: readonly (readonly number[])[];
  readonly label: number;
  readonly missing: OracleArray;
  readonly empty: OracleArray;
}

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-records-'));
after(() => rmSync(folder, { recursive: true }));
const plain = ({ values }: OracleArray) => Buffer.from(Uint8Array.from(values));
const UNPACK = {
  '': (bytes: Buffer) => bytes,
  GZIP: (bytes: Buffer) => gunzipSync(bytes),
  ZLIB: (bytes: Buffer) => inflateSync(bytes),
};

describe('TFRecord files are those of tensorflow', () => {
  before(ensureReady);
  for (const compressionType of ['', 'GZIP', 'ZLIB'] as const) {
    it(`${compressionType || 'plain'}: read as they were written, and written byte by byte the same`, async () => {
      const { file, records } = oracleCase<FileCase>('records', `file ${compressionType}`.trim());
      const theirs = join(folder, `theirs${compressionType}`);
      writeFileSync(theirs, plain(file));
      const found: Buffer[] = [];
      await new TFRecordDataset(theirs, { compressionType }).forEach((record) => {
        found.push(Buffer.from(bytesOf(record)[0]!));
      });
      assert.deepEqual(found, records.map(plain));

      const ours = join(folder, `ours${compressionType}`);
      const writer = new TFRecordWriter(ours, { compressionType });
      for (const record of found) writer.write(record);
      writer.close();
      const unpack = UNPACK[compressionType];
      assert.ok(unpack(readFileSync(ours)).equals(unpack(plain(file))));
    });
  }

  it('examples: parsed and encoded again to the same bytes', () => {
    for (const record of oracleCase<FileCase>('records', 'file').records.slice(0, -1)) {
      const bytes = plain(record);
      assert.ok(Buffer.from(Example.encode(Example.parse(bytes))).equals(bytes));
    }
  });

  it('parseSingleExample gives the values of tf.io.parse_single_example', () => {
    const expected = oracleCase<ParsedCase>('records', 'parsed');
    const found = parseSingleExample(plain(expected.record), {
      floats: new FixedLenFeature([3], 'float32'),
      bytes: new FixedLenFeature([2], 'string'),
      label: new FixedLenFeature([], 'int64'),
      missing: new FixedLenFeature([2], 'float32', [7, 8]),
      empty: new VarLenFeature('int64'),
    });
    for (const name of ['floats', 'missing', 'empty'] as const) assertClose(found[name], expected[name]);
    assert.equal(found.label.dataSync()[0], expected.label);
    assert.deepEqual(
      bytesOf(found.bytes).map((one) => [...one]),
      expected.bytes,
    );
    for (const tensor of Object.values(found) as tf.Tensor[]) tensor.dispose();
  });
});
