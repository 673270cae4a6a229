import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import { PickledArray, type PickleValue, readPickle } from './pickle.js';
import { sourceFile } from './source-file.js';
import type { SourceFile } from './sources.js';
import { readTar } from './tar.js';

/** Colour images and their labels, for training and for the test. */
export type ColorImageData = [
  [images: tf.Tensor4D, labels: tf.Tensor2D],
  [images: tf.Tensor4D, labels: tf.Tensor2D],
];

/** Where the parts of an archive are. */
export interface CifarParts {
  readonly train: readonly string[];
  readonly test: string;
  /** The key of the labels. */
  readonly labels: string;
}

const SIDE = 32;
const PIXELS = SIDE * SIDE;
const unzip = promisify(gunzip);

/** The images of CIFAR's archives, whose batches are pickles: [n, 32, 32, 3], labels [n, 1]. */
export async function loadCifar(
  where: string,
  folder: string,
  file: SourceFile,
  parts: CifarParts,
): Promise<ColorImageData> {
  const archive = readTar(await unzip(await sourceFile(where, folder, file)), file.name);
  const read = (name: string) => {
    const bytes = archive.get(name);
    if (bytes === undefined) throw new ValueError(`${where}: ${file.name} has no ${name}.`);
    return batchOf(`${where}: ${name}`, readPickle(bytes, `${where}: ${name}`), parts.labels);
  };
  return [tensors(parts.train.map(read)), tensors([read(parts.test)])];
}

interface Batch {
  readonly images: Uint8Array;
  readonly labels: readonly number[];
}

function batchOf(where: string, pickle: PickleValue, key: string): Batch {
  const data = pickle instanceof Map ? pickle.get('data') : undefined;
  const labels = pickle instanceof Map ? pickle.get(key) : undefined;
  const images = data instanceof PickledArray ? data.data : undefined;
  if (
    !(images instanceof Uint8Array) ||
    !Array.isArray(labels) ||
    images.length !== labels.length * 3 * PIXELS
  )
    throw new ValueError(`${where}: expected images of 32 x 32 colours and their ${key}.`);
  const isFortran = data instanceof PickledArray && data.fortran;
  return { images: isFortran ? byRows(images, labels.length) : images, labels: labels as number[] };
}

/** Values that are stored column by column. */
function byRows(values: Uint8Array, rows: number): Uint8Array {
  const columns = values.length / rows;
  return values.map((_, i) => values[(i % columns) * rows + Math.floor(i / columns)] as number);
}

function tensors(batches: readonly Batch[]): [tf.Tensor4D, tf.Tensor2D] {
  const labels = Int32Array.from(batches.flatMap((batch) => batch.labels));
  const pixels = new Int32Array(labels.length * 3 * PIXELS);
  let to = 0;
  for (const { images } of batches) {
    // In the file each image has its red pixels first, then the green and the blue ones.
    for (let from = 0; from < images.length; from += 3 * PIXELS)
      for (let i = 0; i < PIXELS; i++)
        for (let colour = 0; colour < 3; colour++) pixels[to++] = images[from + colour * PIXELS + i]!;
  }
  return [
    tf.tensor4d(pixels, [labels.length, SIDE, SIDE, 3], 'int32'),
    tf.tensor2d(labels, [labels.length, 1], 'int32'),
  ];
}
