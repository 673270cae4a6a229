import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseNotebook } from '../../kernel/notebook/nbformat.js';
import { ensureReady } from '../../src/backends/choose.js';
import { csv } from '../../src/data/csv.js';
import { Example } from '../../src/data/example.js';
import { FixedLenFeature, parseSingleExample, VarLenFeature } from '../../src/data/parse-single-example.js';
import { TFRecordDataset } from '../../src/data/tf-record-dataset.js';
import { parseIdx } from '../../src/datasets/idx.js';
import { readNpy, readNpz } from '../../src/datasets/npz.js';
import { BatchNormalization, Dense, LSTM } from '../../src/layers/index.js';
import { loadModel, Sequential } from '../../src/models/index.js';
import { readH5 } from '../../src/saving/hdf5/h5-thread.js';
import { readZip, writeZip } from '../../src/saving/zip.js';
import { frameRecord } from '../../src/support/tf-record.js';
import { COUNT, type FileKind, FULL, readDamaged, SEED } from './damage.js';

/** How long a damaged file may keep the HDF5 library. */
const PATIENCE_MS = 5000;

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-fuzz-'));

const NAMES = [
  '.keras',
  '.h5',
  'model.json',
  'HDF5',
  'zip',
  'IDX',
  'notebook',
  'TFRecord',
  'Example',
  'npz',
  'npy',
  'csv',
];

function example(i: number): Uint8Array {
  return Example.encode({
    image: Float32Array.of(i, 0.5),
    label: { int64List: [i, 2 ** 40] },
    names: ['a', 'größe'],
  });
}

function records(): Uint8Array {
  return Buffer.concat([1, 2, 3].map((i) => frameRecord(example(i))));
}

async function readRecords(bytes: Uint8Array, index: number): Promise<void> {
  const path = join(folder, `${index % 8}.tfrecord`);
  writeFileSync(path, bytes);
  const features = { image: new FixedLenFeature([2], 'float32'), names: new VarLenFeature('string') };
  await new TFRecordDataset(path).map((record) => parseSingleExample(record, features)).toArray();
}

/** An array of two lists, as imdb.npz has them. */
function npy(): Uint8Array {
  const head = "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n";
  const pickle =
    '\x80\x02cnumpy.core.multiarray\n_reconstruct\nq\x00cnumpy\nndarray\nq\x01K\x00\x85U\x01b\x87R(K\x01K\x02\x85cnumpy\ndtype\n' +
    'U\x02O8K\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb\x89](](K\x01M\x00\x01K\x03e](K\x04eetb.';
  return Buffer.from(`\x93NUMPY\x01\x00${String.fromCharCode(head.length)}\x00${head}${pickle}`, 'latin1');
}

function csvBytes(): Uint8Array {
  const rows = Array.from({ length: 12 }, (_, i) => `${i},${i / 7},"text, ${i}"`);
  return Buffer.from(`number,share,text\n${rows.join('\n')}\n`);
}

async function readCsv(bytes: Uint8Array, index: number): Promise<void> {
  const path = join(folder, `${index % 8}.csv`);
  writeFileSync(path, bytes);
  const number = { dtype: 'float32', required: true } as const;
  await csv(path, { columnConfigs: { number, share: number } }).toArray();
}

describe(`damaged files, ${COUNT} of ${FULL} with seed ${SEED}: an error each, or what is in them`, () => {
  const files: FileKind[] = [];

  before(async () => {
    await ensureReady();
    const model = new Sequential([
      new LSTM({ units: 3, inputShape: [4, 2] }),
      new BatchNormalization(),
      new Dense({ units: 2 }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'mse' });
    for (const name of ['m.keras', 'm.h5']) await model.save(join(folder, name));
    const [keras, h5] = ['m.keras', 'm.h5'].map((name) => readFileSync(join(folder, name))) as [
      Buffer,
      Buffer,
    ];
    const whole = (ending: string) => async (bytes: Uint8Array, index: number) => {
      const path = join(folder, `${index % 8}.${ending}`);
      writeFileSync(path, bytes);
      (await loadModel(path)).dispose();
    };
    await model.save(join(folder, 'layers/model.json'));
    const layers = readFileSync(join(folder, 'layers/model.json'));
    const topology = async (bytes: Uint8Array) => {
      writeFileSync(join(folder, 'layers/damaged.json'), bytes);
      (await loadModel(join(folder, 'layers/damaged.json'))).dispose();
    };
    const idx = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6);
    const npz = writeZip({ 'x.npy': npy() });
    const notebook = {
      cells: [
        { cell_type: 'code', source: ['1 + 1'], metadata: {}, outputs: [], execution_count: 1, id: 'a' },
        { cell_type: 'markdown', source: '# x', metadata: {}, id: 'b' },
      ],
      metadata: { kernelspec: { name: 'cellgrad', display_name: 'x' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    files.push(
      { name: '.keras', file: '.keras', bytes: keras, read: whole('keras'), share: 0.1 },
      { name: '.h5', file: '.h5', bytes: h5, read: whole('h5'), share: 0.1 },
      { name: 'model.json', file: 'damaged.json', bytes: layers, read: topology, share: 0.05 },
      {
        name: 'HDF5',
        file: 'fuzz.h5',
        bytes: h5,
        read: (bytes) => readH5(bytes, 'fuzz.h5', PATIENCE_MS),
        share: 0.1,
      },
      {
        name: 'zip',
        file: 'fuzz.keras',
        bytes: keras,
        read: (bytes) => readZip(bytes, 'fuzz.keras'),
        share: 0.1,
      },
      { name: 'IDX', file: 'fuzz.idx', bytes: idx, read: (bytes) => parseIdx(bytes, 'fuzz.idx'), share: 0.1 },
      {
        name: 'notebook',
        file: 'fuzz.ipynb',
        bytes: Buffer.from(JSON.stringify(notebook)),
        read: (bytes) => parseNotebook(Buffer.from(bytes).toString(), 'fuzz.ipynb'),
        share: 0.1,
      },
      { name: 'TFRecord', file: '.tfrecord', bytes: records(), read: readRecords, share: 0.1 },
      { name: 'Example', bytes: example(1), read: (bytes) => Example.parse(bytes), share: 0.05 },
      { name: 'npz', file: 'fuzz.npz', bytes: npz, read: (bytes) => readNpz(bytes, 'fuzz.npz'), share: 0.05 },
      {
        name: 'npy',
        file: 'fuzz.npy',
        bytes: npy(),
        read: (bytes) => readNpy(bytes, 'fuzz.npy'),
        share: 0.05,
      },
      { name: 'csv', file: '.csv', bytes: csvBytes(), read: readCsv, share: 0.1 },
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [place, name] of NAMES.entries()) {
    it(name, (t) => readDamaged(t, files[place] as FileKind, place));
  }
});
