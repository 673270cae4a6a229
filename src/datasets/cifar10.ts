import { unawaited } from '../support/unawaited.js';
import { type ColorImageData, loadCifar } from './cifar.js';
import { SOURCES } from './sources.js';

const WHERE = 'datasets.cifar10.loadData';
const FOLDER = 'cifar-10-batches-py';

/**
 * Loads CIFAR10: 60,000 colour images of 32×32 pixels, values from 0 to 255, and their labels from 0 (airplane) to 9
 * (truck). From `$CELLGRAD_DATA_DIR/cifar10`, the cache folder, or downloaded (170 MB), checked by SHA-256.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`, all int32, of the shapes [50000, 32, 32, 3], [50000, 1],
 *   [10000, 32, 32, 3] and [10000, 1]
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/cifar10/
 *
 * @example
 * ```ts
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.cifar10.loadData();
 * ```
 */
export function loadData(): Promise<ColorImageData> {
  const parts = {
    train: [1, 2, 3, 4, 5].map((i) => `${FOLDER}/data_batch_${i}`),
    test: `${FOLDER}/test_batch`,
    labels: 'labels',
  };
  return unawaited(loadCifar(WHERE, 'cifar10', SOURCES.cifar10, parts), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.cifar10.loadData()',
  });
}
