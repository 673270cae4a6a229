import { inflateRawSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import { unawaited } from '../support/unawaited.js';
import { DIGITS_BASE64, DIGITS_COUNT } from './embedded/digits.js';
import type { ImageData } from './mnist.js';

/** How the digits are split. */
export interface DigitsOptions {
  /** The share that is kept for the test, from 0 to 1, both excluded. */
  readonly testSplit?: number;
  /** Another seed is another split. It does not depend on `utils.setRandomSeed`. */
  readonly seed?: number;
}

const SIDE = 8;
const PIXELS = SIDE * SIDE;
const WHERE = 'datasets.digits.loadData';

/**
 * Loads 1,797 real handwritten digits, 8×8 grey values from 0 to 16, and their labels from 0 to 9. They come with
 * the package: no network, no cache. The split is the same every time.
 *
 * E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
 * licensed CC BY 4.0; the test part, as scikit-learn (BSD-3-Clause) ships it.
 *
 * @returns `[[trainImages, trainLabels], [testImages, testLabels]]`: float32 of the shape [n, 8, 8], int32 of the
 *   shape [n]; with the defaults 1,438 and 359 images
 * @throws ValueError for a share outside of 0 to 1, or a seed that is no whole number
 * @see https://doi.org/10.24432/C50P49
 *
 * @example
 * ```ts
 * import { datasets } from 'cellgrad';
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.digits.loadData();
 * console.log(xTrain.shape, xTest.shape); // [ 1438, 8, 8 ] [ 359, 8, 8 ]
 * ```
 */
export function loadData(options: DigitsOptions = {}): Promise<ImageData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.digits.loadData()',
  });
}

async function load({ testSplit = 0.2, seed = 0 }: DigitsOptions): Promise<ImageData> {
  if (typeof testSplit !== 'number' || !(testSplit > 0 && testSplit < 1)) {
    throw new ValueError(`${WHERE}: expected testSplit between 0 and 1; received ${testSplit}.`, {
      fix: 'testSplit: 0.2 keeps a fifth for the test.',
    });
  }
  if (!Number.isInteger(seed)) {
    throw new ValueError(`${WHERE}: expected seed to be a whole number; received ${seed}.`);
  }
  const bytes = inflateRawSync(Buffer.from(DIGITS_BASE64, 'base64'));
  const order = shuffled(DIGITS_COUNT, seed);
  const test = Math.min(DIGITS_COUNT - 1, Math.max(1, Math.round(DIGITS_COUNT * testSplit)));
  return [pick(bytes, order.subarray(test)), pick(bytes, order.subarray(0, test))];
}

function pick(bytes: Uint8Array, rows: Uint16Array): [tf.Tensor3D, tf.Tensor1D] {
  const images = new Float32Array(rows.length * PIXELS);
  const labels = new Int32Array(rows.length);
  rows.forEach((row, i) => {
    images.set(bytes.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS);
    labels[i] = bytes[DIGITS_COUNT * PIXELS + row]!;
  });
  return [tf.tensor3d(images, [rows.length, SIDE, SIDE]), tf.tensor1d(labels, 'int32')];
}

/** Fisher and Yates's shuffle over the mulberry32 generator: the split must not change with the library's own. */
function shuffled(count: number, seed: number): Uint16Array {
  const order = Uint16Array.from({ length: count }, (_, i) => i);
  let state = seed >>> 0;
  for (let last = count - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    const other = Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
