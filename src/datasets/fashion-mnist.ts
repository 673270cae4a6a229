import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { unawaited } from '../support/unawaited.js';
import { parseIdx } from './idx.js';
import type { ImageData } from './mnist.js';
import { sourceFile } from './source-file.js';
import { SOURCES, type SourceFile } from './sources.js';

const WHERE = 'datasets.fashionMnist.loadData';
const FOLDER = 'fashion-mnist';
const unzip = promisify(gunzip);

/**
 * Loads Fashion-MNIST: 70,000 images of clothes, 28×28 grey values from 0 to 255, and their labels from 0 (T-shirt) to 9
 * (ankle boot). From `$CELLGRAD_DATA_DIR/fashion-mnist`, the cache folder, or downloaded (30 MB), checked by SHA-256.
 *
 * @returns `[[trainImages, trainLabels], [testImages, testLabels]]`, all int32, of the shapes [60000, 28, 28],
 *   [60000], [10000, 28, 28] and [10000]
 * @throws ValueError when a file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/fashion_mnist/
 *
 * @example
 * ```ts
 * const [[trainImages, trainLabels], [testImages, testLabels]] = await datasets.fashionMnist.loadData();
 * ```
 */
export function loadData(): Promise<ImageData> {
  return unawaited(load(), {
    where: WHERE,
    fix: 'const [[trainImages, trainLabels], [testImages, testLabels]] = await datasets.fashionMnist.loadData()',
  });
}

async function load(): Promise<ImageData> {
  const images = async (file: SourceFile) => (await read(file)) as tf.Tensor3D;
  const labels = async (file: SourceFile) => (await read(file)) as tf.Tensor1D;
  return [
    [await images(SOURCES.fashionTrainImages), await labels(SOURCES.fashionTrainLabels)],
    [await images(SOURCES.fashionTestImages), await labels(SOURCES.fashionTestLabels)],
  ];
}

async function read(file: SourceFile): Promise<tf.Tensor> {
  const { shape, data } = parseIdx(await unzip(await sourceFile(WHERE, FOLDER, file)), file.name);
  return tf.tensor(data as Uint8Array, [...shape], 'int32');
}
