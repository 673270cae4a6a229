import '@tensorflow/tfjs-backend-cpu';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { loadData } from '../../../src/datasets/mnist.js';
import { setSink } from '../../../src/display/sink.js';
import { ValueError } from '../../../src/support/errors.js';
import { liveTensors } from '../../live-tensors.js';

const NAMES = [
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
];
const REAL = process.env['CELLGRAD_DATA_DIR'] && join(process.env['CELLGRAD_DATA_DIR'], 'mnist');
const skip = REAL ? false : 'SKIPPED: needs the real MNIST in $CELLGRAD_DATA_DIR/mnist';

const before = { ...process.env };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mnist-'));
  process.env['CELLGRAD_DATA_DIR'] = join(folder, 'data');
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  // A closed port: no test of this file asks the real servers.
  process.env['CELLGRAD_MIRRORS'] = 'http://127.0.0.1:9';
  setSink({ kind: 'notebook', columns: 80, send: () => undefined });
});
afterEach(() => {
  for (const name of ['CELLGRAD_DATA_DIR', 'XDG_CACHE_HOME', 'CELLGRAD_MIRRORS']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  setSink(undefined);
  rmSync(folder, { recursive: true });
});

function put(name: string, bytes: Uint8Array): string {
  mkdirSync(join(folder, 'data', 'mnist'), { recursive: true });
  const path = join(folder, 'data', 'mnist', name);
  writeFileSync(path, bytes);
  return path;
}

async function refused(...patterns: RegExp[]): Promise<void> {
  await assert.rejects(loadData(), (error: unknown) => {
    assert.ok(error instanceof ValueError, String(error));
    for (const pattern of patterns) assert.match(error.message, pattern);
    assert.ok(error.fix);
    return true;
  });
}

test('the real files: shapes, types, known values', { skip }, async () => {
  process.env['CELLGRAD_DATA_DIR'] = join(REAL as string, '..');
  const count = await liveTensors();
  const [[trainImages, trainLabels], [testImages, testLabels]] = await loadData();
  assert.equal(await liveTensors(), count + 4);
  assert.deepEqual(
    [trainImages, trainLabels, testImages, testLabels].map(({ shape, dtype }) => [shape, dtype]),
    [
      [[60000, 28, 28], 'int32'],
      [[60000], 'int32'],
      [[10000, 28, 28], 'int32'],
      [[10000], 'int32'],
    ],
  );
  assert.deepEqual([...trainLabels.dataSync().subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  assert.deepEqual([...testLabels.dataSync().subarray(0, 5)], [7, 2, 1, 0, 4]);
  assert.equal(Math.max(...testImages.dataSync().subarray(0, 28 * 28)), 255);
  tf.dispose([trainImages, trainLabels, testImages, testLabels]);
});

test('downloads the real files once, into the cache only', { skip }, async () => {
  mkdirSync(join(folder, 'data'));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(readFileSync(join(REAL as string, (request.url ?? '').replace('/mnist/', ''))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  process.env['CELLGRAD_MIRRORS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    for (let round = 0; round < 2; round++) {
      const [train, test] = await loadData();
      tf.dispose([...train, ...test]);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  assert.deepEqual(
    asked.sort(),
    NAMES.map((name) => `/mnist/${name}`),
  );
  assert.deepEqual(readdirSync(join(folder, 'cache', 'cellgrad', 'mnist')), NAMES);
  assert.deepEqual(readdirSync(join(folder, 'data')), []);
});

test('nothing there and no network: says what to put where', async () => {
  await refused(
    /^datasets\.mnist\.loadData: expected train-images-idx3-ubyte\.gz or train-images-idx3-ubyte in /,
    /http:\/\/127\.0\.0\.1:9\/mnist\/train-images-idx3-ubyte\.gz: /,
    new RegExp(`Fix: put these four files .* into ${join(folder, 'data', 'mnist')}`),
    ...NAMES.map((name) => new RegExp(name)),
    /CELLGRAD_DATA_DIR/,
    /CELLGRAD_MIRRORS/,
  );
});

test('without CELLGRAD_DATA_DIR the cache folder is named', async () => {
  delete process.env['CELLGRAD_DATA_DIR'];
  await refused(new RegExp(`into ${join(folder, 'cache', 'cellgrad', 'mnist')}`));
});

test('a damaged file in the data folder is named, not replaced', async () => {
  const header = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2];
  const path = put('train-images-idx3-ubyte', Uint8Array.from([...header, 1, 2]));
  await refused(new RegExp(`^${path}: expected 20 bytes for the shape \\[1, 2, 2\\]; received 18 bytes\\.`));
  put('train-images-idx3-ubyte', Uint8Array.from([...header, 1, 2, 3, 4]));
  await refused(/expected the shape \[60000, 28, 28\]; received \[1, 2, 2\]/);
  assert.deepEqual(readdirSync(join(folder, 'data', 'mnist')), ['train-images-idx3-ubyte']);
});

test('a broken gzip file', async () => {
  const packed = gzipSync(Buffer.alloc(1000));
  put('train-images-idx3-ubyte.gz', packed.subarray(0, packed.length - 6));
  await refused(/train-images-idx3-ubyte\.gz: expected a gzip file with 47040016 bytes in it; received/);
});

test('the right shape with other bytes fails by its sum', async () => {
  const bytes = new Uint8Array(16 + 60000 * 784);
  bytes.set([0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]);
  put('train-images-idx3-ubyte', bytes);
  await refused(
    /SHA-256 ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db; received [0-9a-f]{64}/,
  );
});
