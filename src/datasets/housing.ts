import * as tf from '@tensorflow/tfjs-core';
import { checkNaturalNumber, checkNumber } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { NumpyRandom } from '../support/numpy-random.js';
import { readNpz } from './npz.js';
import { sourceFile } from './source-file.js';
import type { SourceFile } from './sources.js';

/** Numbers about houses and their prices, for training and for the test. */
export type HousingData = [[x: tf.Tensor2D, y: tf.Tensor1D], [x: tf.Tensor2D, y: tf.Tensor1D]];

/** How rows are split. */
export interface HousingOptions {
  /** The share that is kept for the test, from 0 to below 1; 0.2 by default. */
  readonly testSplit?: number | undefined;
  /** Of the order; 113 by default, and the order is Keras's. */
  readonly seed?: number | undefined;
}

/** The rows of a file in the order of a seed; `most`: only the first ones. */
export async function loadHousing(
  where: string,
  folder: string,
  file: SourceFile,
  { testSplit = 0.2, seed = 113 }: HousingOptions,
  most = Number.POSITIVE_INFINITY,
): Promise<HousingData> {
  checkNumber(where, 'testSplit', testSplit, 'a number in [0, 1)', (share) => share >= 0 && share < 1);
  checkNaturalNumber(where, 'seed', seed);
  const arrays = readNpz(await sourceFile(where, folder, file), file.name);
  const [x, y] = [arrays.get('x'), arrays.get('y')];
  const [rows, columns] = x?.shape ?? [];
  if (rows === undefined || columns === undefined || y?.data.length !== rows)
    throw new ValueError(`${where}: expected rows of numbers and a price for each in ${file.name}.`);
  const order = Int32Array.from({ length: Math.min(rows, most) }, (_, i) => i);
  new NumpyRandom(seed).shuffle(order);
  const split = Math.floor(order.length * (1 - testSplit));
  const [values, prices] = [x?.data as Float64Array, y.data as Float64Array];
  const part = (picked: Int32Array): [tf.Tensor2D, tf.Tensor1D] => {
    const numbers = new Float32Array(picked.length * columns);
    picked.forEach((row, i) => {
      numbers.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
    });
    return [
      tf.tensor2d(numbers, [picked.length, columns]),
      tf.tensor1d(Float32Array.from(picked, (row) => prices[row] as number)),
    ];
  };
  return [part(order.subarray(0, split)), part(order.subarray(split))];
}
