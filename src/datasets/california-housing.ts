import { checkChoice, checkOptions } from '../support/check.js';
import { unawaited } from '../support/unawaited.js';
import { type HousingData, type HousingOptions, loadHousing } from './housing.js';
import { SOURCES } from './sources.js';

/** How California's houses are loaded. */
export interface CaliforniaHousingOptions extends HousingOptions {
  /** `'large'` (the default): 20,640 rows; `'small'`: the first 600, around San Francisco. */
  readonly version?: 'large' | 'small' | undefined;
}

const WHERE = 'datasets.californiaHousing.loadData';
const SMALL = 600;

/**
 * Loads districts of California's census of 1990: 8 numbers each, and the median price of a house in dollars. In the order
 * that Keras gives with the same seed. From `$CELLGRAD_DATA_DIR/california-housing`, the cache folder, or downloaded.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`, float32; with the defaults [16512, 8], [16512], [4128, 8], [4128]
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/california_housing/
 *
 * @example
 * ```ts
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.californiaHousing.loadData({ version: 'small' });
 * ```
 */
export function loadData(options: CaliforniaHousingOptions = {}): Promise<HousingData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.californiaHousing.loadData()',
  });
}

async function load(options: CaliforniaHousingOptions): Promise<HousingData> {
  const { version = 'large', ...rest } = checkOptions(WHERE, options, ['version', 'testSplit', 'seed']);
  checkChoice(WHERE, 'version', version, ['large', 'small']);
  const most = version === 'small' ? SMALL : Number.POSITIVE_INFINITY;
  return loadHousing(WHERE, 'california-housing', SOURCES.californiaHousing, rest, most);
}
