import { checkOptions } from '../support/check.js';
import { unawaited } from '../support/unawaited.js';
import { type HousingData, type HousingOptions, loadHousing } from './housing.js';
import { SOURCES } from './sources.js';

const WHERE = 'datasets.bostonHousing.loadData';

/**
 * Loads the 506 rows of Boston's houses of 1978: 13 numbers each, and the price in thousands of dollars. One of the
 * numbers is about the share of black inhabitants: use californiaHousing for anything but an exercise. In the order that
 * Keras gives with the same seed. From `$CELLGRAD_DATA_DIR/boston-housing`, the cache folder, or downloaded.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`, float32; with the defaults [404, 13], [404], [102, 13], [102]
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/boston_housing/
 *
 * @example
 * ```ts
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.bostonHousing.loadData({ testSplit: 0.25 });
 * ```
 */
export function loadData(options: HousingOptions = {}): Promise<HousingData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.bostonHousing.loadData()',
  });
}

async function load(options: HousingOptions): Promise<HousingData> {
  const given = checkOptions(WHERE, options, ['testSplit', 'seed']);
  return loadHousing(WHERE, 'boston-housing', SOURCES.bostonHousing, given);
}
