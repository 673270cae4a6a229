import type * as tf from '@tensorflow/tfjs-core';
import { DISPLAY, type MimeBundle, type Shown } from '../display/displayable.js';
import { datasetView } from '../display/index.js';
import { checkNaturalNumber, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { flatten, type Nested } from '../support/structure.js';
import { checkCount, checkFunction, checkParallelCalls, refuseMore } from './check-stage.js';
import { datasetData } from './dataset-data.js';
import { ELEMENTS, type Element, type InnerPipeline, isInnerPipeline, type ValueLike } from './element.js';
import { specOf } from './element-spec.js';
import type { Arguments, Mapped, Signed, Slices } from './element-types.js';
import { Elements } from './elements.js';
import { type Rows, rowElements, rowNumbers } from './rows.js';
import { type GeneratorFunction, generator } from './sources/generator.js';
import { type ListFilesOptions, matchingFiles, sourceList } from './sources/list-files.js';
import { type RandomOptions, random } from './sources/random.js';
import { counter, range } from './sources/range.js';
import { type SliceLike, tensorSlices } from './sources/tensor-slices.js';
import { tensors as tensorsSource } from './sources/tensors.js';
import { AUTOTUNE, type Stage } from './stage.js';
import { type BatchOptions, batch, batchRows, type ParallelBatchOptions } from './stages/batch.js';
import { type BucketOptions, buckets } from './stages/buckets.js';
import { cache } from './stages/cache.js';
import { cacheFile } from './stages/cache-file.js';
import { chosen, type SampleOptions, sampled, stagesOf } from './stages/chosen.js';
import { concatenate } from './stages/concatenate.js';
import { enumerate } from './stages/enumerate.js';
import { filter } from './stages/filter.js';
import { flatMap } from './stages/flat-map.js';
import { groupByWindow } from './stages/group-by-window.js';
import { ignoreErrors } from './stages/ignore-errors.js';
import { type InterleaveOptions, interleave } from './stages/interleave.js';
import { type MapOptions, map } from './stages/map.js';
import { type PaddedBatchOptions, paddedBatch } from './stages/padded-batch.js';
import { prefetch } from './stages/prefetch.js';
import { rebatch } from './stages/rebatch.js';
import { type RejectionResampleOptions, rejectionResample } from './stages/rejection-resample.js';
import { repeat } from './stages/repeat.js';
import { type SavedOptions, saved, snapshot } from './stages/saved.js';
import { scan } from './stages/scan.js';
import { shard } from './stages/shard.js';
import { type ShuffleOptions, shuffle } from './stages/shuffle.js';
import { skip } from './stages/skip.js';
import { take } from './stages/take.js';
import { takeWhile } from './stages/take-while.js';
import { unbatch } from './stages/unbatch.js';
import { unique } from './stages/unique.js';
import { type WindowOptions, window } from './stages/window.js';
import { zip } from './stages/zip.js';
import type { TensorSpec } from './tensor-spec.js';

/** What a dataset's stages are: rows of columns as long as nobody looks into them, elements from then on. */
type Pipeline =
  | { readonly stage: Stage<number>; readonly rows: Rows }
  | { readonly stage: Stage<Element>; readonly rows: null };

/**
 * A pipeline of data: a source and stages, read anew for each epoch. Nothing is computed before somebody reads it, with
 * `for await`, `fit`, `evaluate` or `predict`. Functions get a tuple's parts as separate arguments.
 * See https://www.tensorflow.org/api_docs/python/tf/data/Dataset.
 *
 * @example
 * const dataset = data.Dataset.fromTensorSlices([tf.range(0, 6).reshape([6, 1]), tf.range(0, 6)])
 *   .shuffle(6, { seed: 1 })
 *   .batch(4);
 * for await (const [x, y] of dataset) console.log(x.shape, y.shape); // [4, 1] [4], then [2, 1] [2]
 */
export class Dataset<T = tf.Tensor> extends Elements<T> {
  readonly #pipeline: Pipeline;
  /** All stages from the source on. */
  readonly #stages: readonly Stage[];

  protected constructor(pipeline: Pipeline, before: readonly Stage[] = []) {
    super();
    this.#pipeline = pipeline;
    this.#stages = [...before, pipeline.stage];
  }

  /**
   * The rows of tensors and arrays, which have one first axis: `[x, y]` gives tuples, `{ x, y }` dictionaries.
   *
   * @throws ShapeError when the parts differ in their number of rows
   * @example
   * data.Dataset.fromTensorSlices({ x: [[1, 2], [3, 4]], name: ['a', 'b'] }).cardinality(); // 2
   */
  static fromTensorSlices<const D extends SliceLike>(tensors: D): Dataset<Slices<D>>;
  static fromTensorSlices(tensors: SliceLike, ...more: readonly unknown[]): Dataset<unknown> {
    refuseMore('fromTensorSlices', more);
    const rows = tensorSlices(tensors);
    const details = rows.count.toLocaleString('en');
    return new Dataset({ stage: rowNumbers('fromTensorSlices', details, rows.count), rows });
  }

  /** One element: the tensors as they are given. */
  static fromTensors<const D extends ValueLike>(tensors: D): Dataset<Mapped<D>>;
  static fromTensors(tensors: ValueLike, ...more: readonly unknown[]): Dataset<unknown> {
    refuseMore('fromTensors', more);
    return new Dataset({ stage: tensorsSource(tensors), rows: null });
  }

  /**
   * What a generator gives, begun anew for each reading; it may be asynchronous. Without `outputSignature`, numbers in
   * arrays of one shape are a value, and other arrays are tuples.
   *
   * @param options `outputSignature`: a TensorSpec, or several in the structure of an element
   * @throws DataError when the generator throws or gives what does not fit; it names the element
   * @example
   * data.Dataset.fromGenerator(function* () { for (let i = 0; i < 3; i++) yield i; }).batch(3);
   */
  static fromGenerator<const S extends Nested<TensorSpec>>(
    fn: GeneratorFunction<ValueLike>,
    options: { readonly outputSignature: S },
  ): Dataset<Signed<S>>;
  static fromGenerator<const G extends ValueLike>(
    fn: GeneratorFunction<G>,
    options?: { readonly outputSignature?: undefined },
  ): Dataset<Mapped<G>>;
  static fromGenerator(
    fn: GeneratorFunction<ValueLike>,
    options: { readonly outputSignature?: Nested<TensorSpec> | undefined } = {},
  ): Dataset<unknown> {
    if (typeof fn !== 'function') {
      throw new ValueError(`Dataset.fromGenerator: expected a function; received ${show(fn)}.`, {
        fix: 'data.Dataset.fromGenerator(function* () { yield [x, y]; })',
      });
    }
    const { outputSignature } = checkOptions('Dataset.fromGenerator', options, ['outputSignature']);
    return new Dataset({ stage: generator(fn, outputSignature), rows: null });
  }

  /** The integers from 0 or `start` to before `stop`, as int32 scalars: `range(5)`, `range(1, 10, 2)`. */
  static range(startOrStop: number, stop?: number, step = 1): Dataset<tf.Scalar> {
    const [from, to] = stop === undefined ? [0, startOrStop] : [startOrStop, stop];
    return Dataset.fromStage(range(from, to, step));
  }

  /** The integers from `start` on, without end, as int32 scalars: `Dataset.zip([dataset, data.Dataset.counter()])`. */
  static counter(start = 0, step = 1): Dataset<tf.Scalar> {
    return Dataset.fromStage(counter(start, step));
  }

  /** Random integers in [0, 2^31), without end, as int32 scalars. */
  static random(options: RandomOptions = {}): Dataset<tf.Scalar> {
    const { seed } = checkOptions('Dataset.random', options, ['seed', 'rerandomizeEachIteration']);
    if (seed != null) checkNaturalNumber('Dataset.random', 'seed', seed);
    return Dataset.fromStage(random(options));
  }

  /**
   * The names of files that one or several patterns match (`images/*.png`), in a random order, a new one in each
   * reading; sorted with `shuffle: false`.
   *
   * @throws ValueError when no file matches
   */
  static listFiles(patterns: string | readonly string[], options: ListFilesOptions = {}): Dataset<tf.Scalar> {
    const where = 'Dataset.listFiles';
    const { shuffle: isShuffled = true, seed } = checkOptions(where, options, ['shuffle', 'seed']);
    const files = Dataset.fromTensorSlices(matchingFiles(sourceList(where, patterns)));
    const sorted = files as unknown as Dataset<tf.Scalar>;
    return isShuffled ? sorted.shuffle(sorted.cardinality() as number, { seed }) : sorted;
  }

  /** One element of each dataset at a time, in their structure, until the shortest ends. */
  static zip<const D extends readonly Dataset<unknown>[]>(datasets: D): Dataset<Zipped<D>>;
  static zip<const D extends readonly Dataset<unknown>[]>(...datasets: D): Dataset<Zipped<D>>;
  static zip<const D extends { readonly [name: string]: Dataset<unknown> }>(datasets: D): Dataset<Zipped<D>>;
  static zip(...given: readonly unknown[]): Dataset<unknown> {
    const parts = (
      given.length === 1 && !isInnerPipeline(given[0]) ? given[0] : given
    ) as Nested<InnerPipeline>;
    const all = flatten(parts);
    if (all.length === 0) throw new ValueError('Dataset.zip: expected datasets; received none.');
    for (const part of all) {
      if (!isInnerPipeline(part)) {
        throw new ValueError(`Dataset.zip: expected datasets; received ${show(part)}.`);
      }
    }
    return new Dataset({ stage: zip(parts), rows: null });
  }

  /** Elements of the datasets, each from one that is drawn, as likely as `weights` say. */
  static sampleFromDatasets<T>(datasets: readonly Dataset<T>[], options: SampleOptions = {}): Dataset<T> {
    checkOptions('Dataset.sampleFromDatasets', options, ['weights', 'seed', 'stopOnEmptyDataset']);
    return new Dataset({ stage: sampled(stagesOf('sampleFromDatasets', datasets), options), rows: null });
  }

  /** Elements of the datasets, each from the one whose number `choices` gives next. */
  static chooseFromDatasets<T>(
    datasets: readonly Dataset<T>[],
    choices: Dataset<tf.Tensor>,
    options: { readonly stopOnEmptyDataset?: boolean } = {},
  ): Dataset<T> {
    const where = 'chooseFromDatasets';
    const { stopOnEmptyDataset = true } = checkOptions(`Dataset.${where}`, options, ['stopOnEmptyDataset']);
    const [choice] = stagesOf(where, [choices]) as [Stage<Element>];
    return new Dataset({ stage: chosen(stagesOf(where, datasets), choice, stopOnEmptyDataset), rows: null });
  }

  /**
   * The dataset that `save` wrote into the folder `path`.
   *
   * @throws ValueError when there is none, or one that was not saved to its end
   */
  static load<T = tf.Tensor>(path: string): Dataset<T> {
    return Dataset.fromStage(saved('Dataset.load', path));
  }

  /** A dataset of a source of one's own. */
  static fromStage<T>(stage: Stage<Element>): Dataset<T> {
    return new Dataset<T>({ stage, rows: null });
  }

  /** `fn` of each element: tensors, numbers or texts, in tuples (arrays) and dictionaries. It may be asynchronous. */
  map<const R extends ValueLike>(
    fn: (...parts: Arguments<T>) => R | Promise<R>,
    options: MapOptions = {},
  ): Dataset<Mapped<R>> {
    checkFunction('map', fn);
    checkOptions('Dataset.map', options, ['numParallelCalls', 'deterministic']);
    checkParallelCalls('map', options.numParallelCalls);
    return this.#elements(map(this[ELEMENTS], fn as never, options));
  }

  /** The elements for which `predicate` gives true, or a boolean scalar that is. */
  filter(
    predicate: (...parts: Arguments<T>) => boolean | tf.Tensor | Promise<boolean | tf.Tensor>,
  ): Dataset<T> {
    checkFunction('filter', predicate);
    return this.#elements(filter(this[ELEMENTS], predicate as never));
  }

  /** The elements of the datasets that `fn` gives, one dataset after the other. */
  flatMap<R>(fn: (...parts: Arguments<T>) => Dataset<R> | Promise<Dataset<R>>): Dataset<R> {
    checkFunction('flatMap', fn);
    return this.#elements(flatMap(this[ELEMENTS], fn as never));
  }

  /** The elements of the datasets that `fn` gives, `cycleLength` of them in turn, `blockLength` in a row from each. */
  interleave<R>(
    fn: (...parts: Arguments<T>) => Dataset<R> | Promise<Dataset<R>>,
    options: InterleaveOptions = {},
  ): Dataset<R> {
    checkFunction('interleave', fn);
    const where = 'Dataset.interleave';
    checkOptions(where, options, ['cycleLength', 'blockLength', 'numParallelCalls', 'deterministic']);
    for (const name of ['cycleLength', 'blockLength'] as const)
      if (options[name] != null) checkPositiveInteger(where, name, options[name]);
    checkParallelCalls('interleave', options.numParallelCalls);
    return this.#elements(interleave(this[ELEMENTS], fn as never, options));
  }

  /** `batchSize` elements joined along a new first axis; the last batch holds what is left. */
  batch(batchSize: number, options: ParallelBatchOptions = {}): Dataset<T> {
    const where = 'Dataset.batch';
    checkPositiveInteger(where, 'batchSize', batchSize);
    checkOptions(where, options, ['dropRemainder', 'numParallelCalls', 'deterministic']);
    const { dropRemainder = false, numParallelCalls } = options;
    checkParallelCalls('batch', numParallelCalls);
    const { stage, rows } = this.#pipeline;
    return this.#elements(
      rows === null
        ? batch(stage, batchSize, dropRemainder)
        : batchRows(stage, rows, batchSize, dropRemainder),
    );
  }

  /** Batches of elements whose shapes differ, padded at their ends to the largest or to `paddedShapes`. */
  paddedBatch(batchSize: number, options: PaddedBatchOptions = {}): Dataset<T> {
    checkPositiveInteger('Dataset.paddedBatch', 'batchSize', batchSize);
    checkOptions('Dataset.paddedBatch', options, ['paddedShapes', 'paddingValues', 'dropRemainder']);
    return this.#elements(paddedBatch(this[ELEMENTS], batchSize, options));
  }

  /** The parts of each element along its first axis. */
  unbatch(): Dataset<T> {
    return this.#elements(unbatch(this[ELEMENTS]));
  }

  /**
   * The rows of batches in batches of `batchSize`; several sizes take turns. The last one holds what is left.
   *
   * @example
   * data.Dataset.range(8).batch(4).rebatch(3); // [0, 1, 2] [3, 4, 5] [6, 7]
   */
  rebatch(batchSize: number | readonly number[], options: BatchOptions = {}): Dataset<T> {
    const where = 'Dataset.rebatch';
    const sizes = typeof batchSize === 'number' ? [batchSize] : batchSize;
    for (const size of sizes) checkPositiveInteger(where, 'batchSize', size);
    if (sizes.length === 0) throw new ValueError(`${where}: expected sizes of batches; received none.`);
    const { dropRemainder = false } = checkOptions(where, options, ['dropRemainder']);
    return this.#elements(rebatch(this[ELEMENTS], batchSize, dropRemainder));
  }

  /** Windows of `size` elements, each a dataset (a tuple of datasets for tuples); see {@link flatMap}. */
  window(size: number, options: WindowOptions = {}): Dataset<Windowed<T>> {
    const where = 'Dataset.window';
    checkPositiveInteger(where, 'size', size);
    checkOptions(where, options, ['shift', 'stride', 'dropRemainder']);
    for (const name of ['shift', 'stride'] as const)
      if (options[name] != null) checkPositiveInteger(where, name, options[name]);
    return this.#elements(window(this[ELEMENTS], size, options, (items) => Dataset.fromStage(items)));
  }

  /**
   * A random order: each element is drawn from a buffer of `bufferSize`, which the next one refills. As large as the
   * dataset, every order is equally likely; rows of tensors cost only their numbers in the buffer.
   */
  shuffle(bufferSize: number, options: ShuffleOptions = {}): Dataset<T> {
    checkPositiveInteger('Dataset.shuffle', 'bufferSize', bufferSize);
    const { seed } = checkOptions('Dataset.shuffle', options, ['seed', 'reshuffleEachIteration']);
    if (seed != null) checkNaturalNumber('Dataset.shuffle', 'seed', seed);
    return this.#same((stage) => shuffle(stage, bufferSize, options));
  }

  /** The elements `count` times over; without end for -1, which is the default. */
  repeat(count = -1): Dataset<T> {
    checkCount('repeat', count);
    return this.#same((stage) => repeat(stage, count));
  }

  /** The first `count` elements; all for -1. */
  take(count: number): Dataset<T> {
    checkCount('take', count);
    return this.#same((stage) => take(stage, count));
  }

  /** All elements but the first `count`; none for -1. */
  skip(count: number): Dataset<T> {
    checkCount('skip', count);
    return this.#same((stage) => skip(stage, count));
  }

  /** Each `numShards`-th element from number `index` on: the part of one of several workers. */
  shard(numShards: number, index: number): Dataset<T> {
    checkPositiveInteger('Dataset.shard', 'numShards', numShards);
    if (checkNaturalNumber('Dataset.shard', 'index', index) >= numShards) {
      throw new ValueError(`Dataset.shard: index must be less than ${numShards}; received ${index}.`);
    }
    return this.#same((stage) => shard(stage, numShards, index));
  }

  /** The elements before the first one for which `predicate` gives false. */
  takeWhile(
    predicate: (...parts: Arguments<T>) => boolean | tf.Tensor | Promise<boolean | tf.Tensor>,
  ): Dataset<T> {
    checkFunction('takeWhile', predicate);
    return this.#elements(takeWhile(this[ELEMENTS], predicate as never));
  }

  /** Each element once, where it comes first. */
  unique(): Dataset<T> {
    return this.#elements(unique(this[ELEMENTS]));
  }

  /** Tuples of a number, from `start` on, and the element. */
  enumerate(start = 0): Dataset<[tf.Scalar, T]> {
    return this.#elements(enumerate(this[ELEMENTS], start));
  }

  /** What `fn(state, element)` gives: `[state, output]`, the state for the next element and what becomes of this one. */
  scan<S extends ValueLike, const R extends ValueLike>(
    initialState: S,
    fn: (state: Mapped<S>, element: T) => readonly [S | Mapped<S>, R],
  ): Dataset<Mapped<R>> {
    checkFunction('scan', fn);
    return this.#elements(scan(this[ELEMENTS], initialState, fn as never));
  }

  /** Gathers elements of one key; the datasets that `reduce(key, window)` makes of `windowSize` of them, joined. */
  groupByWindow<R>(
    keyOf: (...parts: Arguments<T>) => number | tf.Tensor,
    reduce: (key: tf.Scalar, window: Dataset<T>) => Dataset<R>,
    windowSize: number | ((key: number) => number),
  ): Dataset<R> {
    for (const fn of [keyOf, reduce]) checkFunction('groupByWindow', fn);
    const size = typeof windowSize === 'function' ? windowSize : () => windowSize;
    if (typeof windowSize !== 'function')
      checkPositiveInteger('Dataset.groupByWindow', 'windowSize', windowSize);
    const make = (items: Stage<Element>) => Dataset.fromStage(items);
    return this.#elements(groupByWindow(this[ELEMENTS], keyOf as never, reduce as never, size, make));
  }

  /** Padded batches of elements of similar length: one bucket below each boundary, and one above the last. */
  bucketBySequenceLength(
    lengthOf: (...parts: Arguments<T>) => number | tf.Tensor,
    boundaries: readonly number[],
    batchSizes: readonly number[],
    options: BucketOptions = {},
  ): Dataset<T> {
    checkFunction('bucketBySequenceLength', lengthOf);
    const { noPadding = false, dropRemainder } = options;
    const spec = specOf(this[ELEMENTS], false);
    const { keyOf, sizeOf, paddingOf } = buckets(lengthOf, boundaries, batchSizes, options, spec);
    const join = (key: tf.Scalar, window: Dataset<T>) => {
      const bucket = key.dataSync()[0] as number;
      const size = sizeOf(bucket);
      return noPadding ? window.batch(size, { dropRemainder }) : window.paddedBatch(size, paddingOf(bucket));
    };
    return this.groupByWindow(keyOf, join, sizeOf);
  }

  /**
   * Tuples of a class and an element, elements of rare classes more often and of others less: as `targetDist` says.
   * `classOf` gives the class, from 0 on. See https://www.tensorflow.org/api_docs/python/tf/data/Dataset#rejection_resample.
   */
  rejectionResample(
    classOf: (...parts: Arguments<T>) => number | tf.Tensor,
    targetDist: readonly number[],
    options: RejectionResampleOptions = {},
  ): Dataset<[tf.Scalar, T]> {
    checkFunction('rejectionResample', classOf);
    const { seed } = checkOptions('Dataset.rejectionResample', options, ['initialDist', 'seed']);
    if (seed != null) checkNaturalNumber('Dataset.rejectionResample', 'seed', seed);
    return this.#elements(rejectionResample(this[ELEMENTS], classOf as never, targetDist, options));
  }

  /** Leaves out elements on which a function before it fails; `logWarning` says which. */
  ignoreErrors({ logWarning = false }: { readonly logWarning?: boolean } = {}): Dataset<T> {
    return this.#elements(ignoreErrors(this[ELEMENTS], logWarning));
  }

  /** What `transformation` makes of this dataset: for a pipeline's part that has a name. */
  apply<R>(transformation: (dataset: this) => R): R {
    checkFunction('apply', transformation);
    return transformation(this);
  }

  /** The elements of this dataset, then those of another. */
  concatenate(other: Dataset<T>): Dataset<T> {
    if (!isInnerPipeline(other)) {
      throw new ValueError(`Dataset.concatenate: expected a dataset; received ${show(other)}.`);
    }
    return this.#elements(concatenate(this[ELEMENTS], other[ELEMENTS]));
  }

  /**
   * Keeps the elements of the first complete reading, in memory or in the file `path`, which later runs read too.
   * What stands before it is not run again.
   */
  cache(path?: string): Dataset<T> {
    if (path !== undefined) return this.#elements(cacheFile(this[ELEMENTS], path));
    // Rows are in memory as they are.
    if (this.#pipeline.rows !== null && this.#stages.length === 1) return this;
    return this.#elements(cache(this[ELEMENTS]));
  }

  /** As `cache`, in the folder `path`, which {@link load} reads too. */
  snapshot(path: string, options: SavedOptions = {}): Dataset<T> {
    checkOptions('Dataset.snapshot', options, ['compression']);
    return this.#elements(snapshot(this[ELEMENTS], path, options));
  }

  /** Prepares up to `bufferSize` elements ahead, where that takes time; `data.AUTOTUNE` leaves the number to us. */
  prefetch(bufferSize: number): Dataset<T> {
    if (bufferSize !== AUTOTUNE) checkNaturalNumber('Dataset.prefetch', 'bufferSize', bufferSize);
    return this.#same((stage) => prefetch(stage, bufferSize));
  }

  [DISPLAY](): Promise<Shown | MimeBundle> {
    return datasetData(this.#stages, this[ELEMENTS]).then((found) => datasetView(found)[DISPLAY]());
  }

  get [ELEMENTS](): Stage<Element> {
    const { stage, rows } = this.#pipeline;
    return rows === null ? stage : rowElements(stage, rows);
  }

  #elements<U>(stage: Stage<Element>): Dataset<U> {
    return new Dataset<U>({ stage, rows: null }, this.#stages);
  }

  /** The same kind of items behind a stage that does not look into them. */
  #same(add: <I>(stage: Stage<I>) => Stage<I>): Dataset<T> {
    const { stage, rows } = this.#pipeline;
    return new Dataset<T>(
      rows === null ? { stage: add(stage), rows } : { stage: add(stage), rows },
      this.#stages,
    );
  }
}

/** The elements of datasets in their structure. */
export type Zipped<D> = { -readonly [K in keyof D]: D[K] extends Dataset<infer T> ? T : never };

/** A window: a dataset for each value of an element. */
export type Windowed<T> = T extends tf.Tensor ? Dataset<T> : { -readonly [K in keyof T]: Windowed<T[K]> };
