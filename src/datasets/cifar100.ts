import { checkChoice, checkOptions } from '../support/check.js';
import { unawaited } from '../support/unawaited.js';
import { type ColorImageData, loadCifar } from './cifar.js';
import { SOURCES } from './sources.js';

/** Which labels CIFAR100 is loaded with. */
export interface Cifar100Options {
  /** `'fine'` (the default): 100 classes; `'coarse'`: 20. */
  readonly labelMode?: 'fine' | 'coarse' | undefined;
}

const WHERE = 'datasets.cifar100.loadData';

/**
 * Loads CIFAR100: 60,000 colour images of 32×32 pixels, values from 0 to 255, in 100 fine or 20 coarse classes. From
 * `$CELLGRAD_DATA_DIR/cifar100`, the cache folder, or downloaded (169 MB), checked by SHA-256.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`, all int32, of the shapes [50000, 32, 32, 3], [50000, 1],
 *   [10000, 32, 32, 3] and [10000, 1]
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/cifar100/
 *
 * @example
 * ```ts
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.cifar100.loadData({ labelMode: 'coarse' });
 * ```
 */
export function loadData(options: Cifar100Options = {}): Promise<ColorImageData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.cifar100.loadData()',
  });
}

async function load(options: Cifar100Options): Promise<ColorImageData> {
  const { labelMode = 'fine' } = checkOptions(WHERE, options, ['labelMode']);
  checkChoice(WHERE, 'labelMode', labelMode, ['fine', 'coarse']);
  const folder = 'cifar-100-python';
  const parts = { train: [`${folder}/train`], test: `${folder}/test`, labels: `${labelMode}_labels` };
  return loadCifar(WHERE, 'cifar100', SOURCES.cifar100, parts);
}
