import { checkOptions, checkRange } from '../support/check.js';
import { NumpyRandom } from '../support/numpy-random.js';
import { unawaited } from '../support/unawaited.js';
import { readNpz } from './npz.js';
import { sourceFile } from './source-file.js';
import { SOURCES } from './sources.js';
import {
  labelTensor,
  limited,
  prepared,
  sequencesOf,
  shuffled,
  type TextData,
  WORD_OPTIONS,
  type WordOptions,
  wordOptions,
} from './word-sequences.js';

/** How the news are loaded. */
export interface ReutersOptions extends WordOptions {
  /** The share that is kept for the test; 0.2 by default. */
  readonly testSplit?: number | undefined;
}

const WHERE = 'datasets.reuters.loadData';
const FOLDER = 'reuters';

/**
 * Loads 11,228 news of Reuters, each a list of numbers of words, and their topics from 0 to 45. In the order that Keras
 * gives with the same seed. From `$CELLGRAD_DATA_DIR/reuters`, the cache folder, or downloaded (2 MB), checked by SHA-256.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`: lists of lists, and int32 labels; with the defaults 8,982 and 2,246
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/reuters/
 *
 * @example
 * ```ts
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.reuters.loadData({ numWords: 1000, testSplit: 0.1 });
 * ```
 */
export function loadData(options: ReutersOptions = {}): Promise<TextData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.reuters.loadData()',
  });
}

async function load(given: ReutersOptions): Promise<TextData> {
  const { testSplit = 0.2, ...words } = checkOptions(WHERE, given, [...WORD_OPTIONS, 'testSplit']);
  checkRange(WHERE, 'testSplit', testSplit, 0, 1);
  const options = wordOptions(WHERE, words);
  const arrays = readNpz(await sourceFile(WHERE, FOLDER, SOURCES.reuters), SOURCES.reuters.name);
  const read = sequencesOf(WHERE, arrays.get('x'), arrays.get('y'));
  const { texts, labels } = prepared(shuffled(read, new NumpyRandom(options.seed)), options);
  const all = limited(texts, options);
  const split = Math.floor(all.length * (1 - testSplit));
  return [
    [all.slice(0, split), labelTensor(labels.slice(0, split))],
    [all.slice(split), labelTensor(labels.slice(split))],
  ];
}

/**
 * The number of each word. In the lists of `loadData`, `indexFrom` (3) is added to it.
 *
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded
 */
export async function getWordIndex(): Promise<Record<string, number>> {
  return JSON.parse(
    (await sourceFile('datasets.reuters.getWordIndex', FOLDER, SOURCES.reutersWords)).toString(),
  );
}

/** The names of the topics, in the order of their numbers. */
export function getLabelNames(): string[] {
  return LABELS.split(' ');
}

const LABELS =
  'cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade reserves ship cotton carcass crude ' +
  'nat-gas cpi money-fx interest gnp meal-feed alum oilseed gold tin strategic-metal livestock retail ipi iron-steel ' +
  'rubber heat jobs lei bop zinc orange pet-chem dlr gas silver wpi hog lead';
