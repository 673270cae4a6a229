import type * as tf from '@tensorflow/tfjs-core';
import { makeDefaultSeed } from '../../backends/random.js';
import { checkChoice, checkNaturalNumber, checkPositiveInteger, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { NumpyRandom } from '../../support/numpy-random.js';
import { Column } from '../column.js';
import { Dataset } from '../dataset.js';
import type { Element } from '../element.js';
import { rowElements, rowNumbers } from '../rows.js';
import { AUTOTUNE, type Stage } from '../stage.js';
import { batch } from '../stages/batch.js';
import { prefetch } from '../stages/prefetch.js';
import { shuffle } from '../stages/shuffle.js';
import { indexDirectory, type Labels } from './index-directory.js';

export type LabelMode = 'int' | 'categorical' | 'binary' | null;
export type Subset = 'training' | 'validation' | 'both' | null;

/** What datasets of images, texts and sounds in folders have in common. */
export interface DirectoryOptions {
  /** `'inferred'` (the default): the folder that a file is in; null: none; or a number for each file. */
  readonly labels?: Labels | undefined;
  /** `'int'` (the default): int32 [n]; `'categorical'`: one-hot; `'binary'`: float32 [n, 1]; null: none. */
  readonly labelMode?: LabelMode | undefined;
  /** The folders that are classes, in the order of their numbers; all, sorted, by default. */
  readonly classNames?: readonly string[] | null | undefined;
  /** 32 by default; null: single elements. */
  readonly batchSize?: number | null | undefined;
  /** True (the default): another order in each reading. */
  readonly shuffle?: boolean | undefined;
  /** Fixes the order, and with it the split; the split is the one that Keras makes of this seed. */
  readonly seed?: number | null | undefined;
  /** The share of the files that is kept for validation. */
  readonly validationSplit?: number | null | undefined;
  /** Which part is wanted where validationSplit is given; `'both'` gives `[training, validation]`. */
  readonly subset?: Subset | undefined;
  /** True: folders that are links are looked into. */
  readonly followLinks?: boolean | undefined;
  /** True (the default): says how many files there are. */
  readonly verbose?: boolean | undefined;
}

export const DIRECTORY_OPTIONS = [
  'labels',
  'labelMode',
  'classNames',
  'batchSize',
  'shuffle',
  'seed',
  'validationSplit',
  'subset',
  'followLinks',
  'verbose',
] as const;

/** A dataset of files: it knows which, and their classes. */
export class DirectoryDataset<T> extends Dataset<T> {
  /** The names of the classes in the order of their numbers; null where there are no labels. */
  readonly classNames: readonly string[] | null;
  readonly filePaths: readonly string[];

  constructor(stages: readonly Stage[], files: readonly string[], classNames: readonly string[] | null) {
    super({ stage: stages.at(-1) as Stage<Element>, rows: null }, stages.slice(0, -1));
    this.filePaths = files;
    this.classNames = classNames;
  }
}

/** What an element is: a value, with its label where there are any. */
type Labelled<O> = O extends { readonly labelMode: null } | { readonly labels: null }
  ? tf.Tensor
  : [value: tf.Tensor, label: tf.Tensor];

/** One dataset, or two where both are asked for. */
export type DirectoryDatasets<O> = O extends { readonly subset: 'both' }
  ? [training: DirectoryDataset<Labelled<O>>, validation: DirectoryDataset<Labelled<O>>]
  : DirectoryDataset<Labelled<O>>;

/** How files become elements. */
export interface FileKind {
  readonly where: string;
  /** 'image files', for errors. */
  readonly what: string;
  readonly formats: readonly string[];
  /** Reads the file that is the first part of an element. */
  load(input: Stage<Element>): Stage<Element>;
  /** Makes batches; elements are of one shape by default. */
  join?(input: Stage<Element>, size: number): Stage<Element>;
}

/** Datasets of the files in a folder. Keras's `image_dataset_from_directory` and its like. */
export function directoryDatasets<O extends DirectoryOptions>(
  directory: string,
  kind: FileKind,
  options: O,
): DirectoryDatasets<O> {
  const { where } = kind;
  const { labelMode, seed, subset, isShuffled, ...rest } = checked(where, options);
  const { files, labels, classNames } = indexDirectory(where, directory, {
    labels: labelMode === null ? null : rest.labels,
    classNames: options.classNames ?? null,
    followLinks: options.followLinks ?? false,
    formats: kind.formats,
  });
  if (labelMode === 'binary' && classNames?.length !== 2) {
    throw new ValueError(
      `${where}: labelMode 'binary' needs two classes; ${directory} has ${show(classNames)}.`,
    );
  }
  const say = (line: string) => {
    if (options.verbose ?? true) console.log(line);
  };
  const belonging = classNames === null ? '' : ` belonging to ${classNames.length} classes`;
  say(`Found ${files.length} files${belonging}.`);

  const order = Int32Array.from(files, (_, i) => i);
  if (isShuffled) new NumpyRandom(seed).shuffle(order);
  const held = Math.floor(rest.validationSplit * files.length);
  const made = (part: 'training' | 'validation' | null, mixed: boolean) => {
    const rows =
      part === null
        ? order
        : part === 'training'
          ? order.subarray(0, files.length - held)
          : order.subarray(files.length - held);
    if (part !== null) say(`Using ${rows.length} files for ${part}.`);
    if (rows.length === 0) {
      throw new ValueError(
        `${where}: expected ${kind.what}${part === null ? '' : ` for ${part}`} (${kind.formats.join(', ')}); ${directory} has none.`,
      );
    }
    const paths = Array.from(rows, (row) => files[row] as string);
    const column = labels === null ? null : labelColumn(Array.from(rows, (row) => labels[row] as number));
    const stages = stagesOf(paths, column, mixed);
    return new DirectoryDataset<Labelled<O>>(stages, paths, classNames);
  };
  const labelColumn = (numbers: readonly number[]): Column => {
    if (labelMode === 'binary') return new Column(Float32Array.from(numbers), [numbers.length, 1], 'float32');
    if (labelMode === 'int') return new Column(Int32Array.from(numbers), [numbers.length], 'int32');
    const width = classNames?.length ?? 0;
    const values = new Float32Array(numbers.length * width);
    for (const [i, label] of numbers.entries())
      if (label >= 0 && label < width) values[i * width + label] = 1;
    return new Column(values, [numbers.length, width], 'float32');
  };
  const stagesOf = (paths: string[], label: Column | null, mixed: boolean): Stage[] => {
    const path = new Column(paths, [paths.length], 'string');
    const source = rowNumbers(where, directory, paths.length);
    // Rows are numbers here: all of them in the buffer cost nothing.
    const mix = mixed ? [shuffle(source, paths.length, { seed })] : [];
    const rows = { columns: label === null ? path : [path, label], count: paths.length };
    const loaded = kind.load(rowElements(mix[0] ?? source, rows));
    const join = kind.join ?? ((input, size) => batch(input, size, false));
    const batches = rest.batchSize === null ? [] : [join(loaded, rest.batchSize)];
    return [source, ...mix, loaded, ...batches, prefetch(batches[0] ?? loaded, AUTOTUNE)];
  };
  if (subset === 'both')
    return [made('training', isShuffled), made('validation', false)] as DirectoryDatasets<O>;
  return made(subset, isShuffled) as DirectoryDatasets<O>;
}

function checked(where: string, options: DirectoryOptions) {
  const { labels = 'inferred', labelMode = 'int', subset = null, seed = null } = options;
  const { batchSize = 32, shuffle: isShuffled = true, validationSplit = null } = options;
  if (labels !== 'inferred' && labels !== null && !Array.isArray(labels)) {
    throw new ValueError(
      `${where}: labels must be 'inferred', null or a list of integers; received ${show(labels)}.`,
    );
  }
  if (labelMode !== null) checkChoice(where, 'labelMode', labelMode, ['int', 'categorical', 'binary']);
  if (batchSize !== null) checkPositiveInteger(where, 'batchSize', batchSize);
  if (seed !== null) checkNaturalNumber(where, 'seed', seed);
  if (subset !== null) checkChoice(where, 'subset', subset, ['training', 'validation', 'both']);
  if (validationSplit !== null && !(validationSplit > 0 && validationSplit < 1))
    throw new ValueError(
      `${where}: validationSplit must be between 0 and 1; received ${show(validationSplit)}.`,
    );
  if ((validationSplit === null) !== (subset === null)) {
    throw new ValueError(`${where}: expected validationSplit and subset together; received one of them.`, {
      fix: "{ validationSplit: 0.2, subset: 'training', seed: 1 }, and the same with 'validation'",
    });
  }
  if (validationSplit !== null && isShuffled && seed === null) {
    throw new ValueError(
      `${where}: validationSplit needs a seed where files are shuffled; without one the two parts would have files in common.`,
      { fix: 'seed: 1' },
    );
  }
  return {
    labels: labels as Labels,
    labelMode: labels === null ? null : labelMode,
    subset,
    seed: seed ?? makeDefaultSeed(),
    batchSize,
    isShuffled,
    validationSplit: validationSplit ?? 0,
  };
}
