import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
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

const WHERE = 'datasets.imdb.loadData';
const FOLDER = 'imdb';

/**
 * Loads IMDB's 50,000 film reviews, each a list of numbers of words, and whether they praise (1) or not (0). In the order
 * that Keras gives with the same seed. From `$CELLGRAD_DATA_DIR/imdb`, the cache folder, or downloaded (17 MB), checked by
 * SHA-256. `utils.padSequences` makes tensors of the lists.
 *
 * @returns `[[xTrain, yTrain], [xTest, yTest]]`: lists of lists, and int32 labels of the shape [25000]
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded; it says what to put where
 * @see https://keras.io/api/datasets/imdb/
 *
 * @example
 * ```ts
 * const [[xTrain, yTrain], [xTest, yTest]] = await datasets.imdb.loadData({ numWords: 10_000 });
 * const x = utils.padSequences(xTrain, { maxlen: 200 }); // [25000, 200]
 * ```
 */
export function loadData(options: WordOptions = {}): Promise<TextData> {
  return unawaited(load(options), {
    where: WHERE,
    fix: 'const [[xTrain, yTrain], [xTest, yTest]] = await datasets.imdb.loadData()',
  });
}

async function load(given: WordOptions): Promise<TextData> {
  const options = wordOptions(WHERE, checkOptions(WHERE, given, WORD_OPTIONS));
  const arrays = readNpz(await sourceFile(WHERE, FOLDER, SOURCES.imdb), SOURCES.imdb.name);
  const random = new NumpyRandom(options.seed);
  const part = (name: string) => {
    const read = sequencesOf(WHERE, arrays.get(`x_${name}`), arrays.get(`y_${name}`));
    return prepared(shuffled(read, random), options);
  };
  const [train, test] = [part('train'), part('test')];
  if (train.texts.length === 0 || test.texts.length === 0)
    throw new ValueError(`${WHERE}: expected texts shorter than maxlen ${options.maxlen}; there are none.`);
  const texts = limited([...train.texts, ...test.texts], options);
  return [
    [texts.slice(0, train.texts.length), labelTensor(train.labels)],
    [texts.slice(train.texts.length), labelTensor(test.labels)],
  ];
}

/**
 * The number of each word. In the lists of `loadData`, `indexFrom` (3) is added to it.
 *
 * @throws ValueError when the file is damaged, or is not there and cannot be downloaded
 * @example
 * ```ts
 * const index = await datasets.imdb.getWordIndex();
 * const words = new Map(Object.entries(index).map(([word, number]) => [number + 3, word]));
 * ```
 */
export async function getWordIndex(): Promise<Record<string, number>> {
  return JSON.parse((await sourceFile('datasets.imdb.getWordIndex', FOLDER, SOURCES.imdbWords)).toString());
}
