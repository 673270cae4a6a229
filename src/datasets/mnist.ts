import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import type { DownloadError } from '../downloads/download.js';
import { cacheFolder, dataFolder, mirrors } from '../downloads/folders.js';
import { keptFile } from '../downloads/kept-file.js';
import { ValueError } from '../support/errors.js';
import { unawaited } from '../support/unawaited.js';
import { parseIdx } from './idx.js';

/** Images and labels, for training and for the test. */
export type ImageData = [
  [images: tf.Tensor3D, labels: tf.Tensor1D],
  [images: tf.Tensor3D, labels: tf.Tensor1D],
];

interface MnistFile {
  readonly name: string;
  readonly shape: readonly number[];
  /** Of the unpacked bytes. */
  readonly sha256: string;
}

const FILES = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    shape: [60000, 28, 28],
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    shape: [60000],
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    shape: [10000, 28, 28],
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    shape: [10000],
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
} as const satisfies Record<string, MnistFile>;

/** Each serves `mnist/<file>.gz`. */
const MIRRORS = ['https://storage.googleapis.com/cvdf-datasets', 'https://ossci-datasets.s3.amazonaws.com'];

const WHERE = 'datasets.mnist.loadData';
const unzip = promisify(gunzip);

/**
 * Loads MNIST: 70,000 handwritten digits, 28×28 grey values from 0 to 255, and their labels from 0 to 9.
 *
 * Looked for in `$CELLGRAD_DATA_DIR/mnist`, packed (`.gz`) or not, then in the cache folder, then downloaded into
 * the cache folder; `CELLGRAD_MIRRORS` names other servers. The bytes are checked against known SHA-256 sums.
 *
 * @returns `[[trainImages, trainLabels], [testImages, testLabels]]`, all int32, of the shapes [60000, 28, 28],
 *   [60000], [10000, 28, 28] and [10000]
 * @throws ValueError when a file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/mnist/
 *
 * @example
 * ```ts
 * import { datasets } from 'cellgrad';
 * const [[trainImages, trainLabels], [testImages, testLabels]] = await datasets.mnist.loadData();
 * console.log(trainImages.shape, trainLabels.dtype); // [ 60000, 28, 28 ] int32
 * ```
 */
export function loadData(): Promise<ImageData> {
  return unawaited(load(), {
    where: WHERE,
    fix: 'const [[trainImages, trainLabels], [testImages, testLabels]] = await datasets.mnist.loadData()',
  });
}

async function load(): Promise<ImageData> {
  const bytes: Uint8Array[] = [];
  for (const file of Object.values(FILES)) bytes.push(await pixelsOrLabels(file));
  const [trainImages, trainLabels, testImages, testLabels] = bytes as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return [
    [
      tf.tensor3d(trainImages, FILES.trainImages.shape as unknown as [number, number, number], 'int32'),
      tf.tensor1d(trainLabels, 'int32'),
    ],
    [
      tf.tensor3d(testImages, FILES.testImages.shape as unknown as [number, number, number], 'int32'),
      tf.tensor1d(testLabels, 'int32'),
    ],
  ];
}

async function pixelsOrLabels(file: MnistFile): Promise<Uint8Array> {
  const data = dataFolder();
  const cache = join(cacheFolder(), 'mnist');
  const { content } = await keptFile({
    own: data ? packedOrNot(join(data, 'mnist'), file) : [],
    cached: packedOrNot(cache, file),
    urls: mirrors(MIRRORS).map((mirror) => `${mirror}/mnist/${file.name}.gz`),
    read: (path) => checked(path, file),
    missing: (cause) => missing(file, data, cache, cause),
  });
  return content;
}

function packedOrNot(folder: string, { name }: MnistFile): [packed: string, plain: string] {
  return [join(folder, `${name}.gz`), join(folder, name)];
}

/** Reads a file, unpacks it if it is packed, and makes sure that it is the one that everybody means by MNIST. */
async function checked(path: string, file: MnistFile): Promise<Uint8Array> {
  const raw = await readFile(path);
  const unpacked = raw[0] === 0x1f && raw[1] === 0x8b ? await unpack(path, raw, file) : raw;
  const array = parseIdx(unpacked, path);
  if (array.shape.join() !== file.shape.join()) {
    throw damaged(path, `the shape [${file.shape.join(', ')}]`, `[${array.shape.join(', ')}]`);
  }
  const sum = createHash('sha256').update(unpacked).digest('hex');
  if (sum !== file.sha256) throw damaged(path, `unpacked bytes with the SHA-256 ${file.sha256}`, sum);
  return array.data as Uint8Array;
}

async function unpack(path: string, raw: Buffer, file: MnistFile): Promise<Buffer> {
  const length = 4 + 4 * file.shape.length + file.shape.reduce((product, size) => product * size, 1);
  try {
    return await unzip(raw, { maxOutputLength: 2 * length });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw damaged(path, `a gzip file with ${length} bytes in it`, `${raw.length} bytes (${why})`);
  }
}

function damaged(path: string, expected: string, received: string): ValueError {
  return new ValueError(`${path}: expected ${expected}; received ${received}.`, {
    fix: 'the file is damaged or another one: delete it and get it again.',
  });
}

function missing(file: MnistFile, data: string | undefined, cache: string, cause: DownloadError): ValueError {
  const names = Object.values(FILES).map(({ name }) => `    ${name}.gz`);
  const looked = [data && join(data, 'mnist'), cache].filter((folder) => folder !== undefined);
  return new ValueError(
    `${WHERE}: expected ${file.name}.gz or ${file.name} in ${looked.join(' or ')}; received neither, and ` +
      `${cause.failures.length} download(s) failed:\n${cause.failures.map((line) => `    ${line}`).join('\n')}`,
    {
      fix:
        `put these four files (or the same unpacked) into ${data ? join(data, 'mnist') : cache}:\n` +
        `${names.join('\n')}\n` +
        'or set CELLGRAD_DATA_DIR to a folder whose folder mnist/ holds them, or name a server that has ' +
        'mnist/<file>.gz in CELLGRAD_MIRRORS.',
      cause,
    },
  );
}
