import * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { flatten, isContainer, mapStructure, type Nested } from '../support/structure.js';
import type { Batch, BatchSource, BatchStream, PendingBatch } from './batch.js';
import type { BatchLike, DataStructure } from './batch-like.js';
import { type ClassWeight, classSampleWeights } from './class-weight.js';
import { Column, type ColumnLike, hostColumn, isColumnLike } from './column.js';
import { ELEMENTS, type Element, isInnerPipeline, release } from './element.js';
import { HostTensor } from './host-tensor.js';
import { PyDataset, pyDatasetBatches } from './py-dataset.js';
import { chain, type Stream } from './stream.js';

export type { BatchLike, DataStructure } from './batch-like.js';

/** Something that gives batches: an iterable, a generator, or a function that begins one for each epoch. */
export type BatchIterable =
  | Iterable<BatchLike>
  | AsyncIterable<BatchLike>
  | (() => Iterator<BatchLike> | AsyncIterator<BatchLike> | Iterable<BatchLike> | AsyncIterable<BatchLike>);

/** True for generators, data sets and functions that give them; an array is data and no source of batches. */
export function isBatchIterable(value: unknown): value is BatchIterable {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

/** Batches from an iterable. A generator that is spent gives no second epoch, as in Keras. */
export class IterableSource implements BatchSource {
  batches: number | null;
  samples: number | null = null;
  readonly endless: boolean;

  constructor(
    private readonly where: string,
    private readonly iterable: BatchIterable,
    private readonly classWeight: ClassWeight | undefined = undefined,
    private readonly shuffle: boolean = false,
  ) {
    this.batches = knownSize(iterable);
    this.endless = toldSize(iterable) === Infinity;
  }

  open(): BatchStream {
    if (this.iterable instanceof PyDataset) return this.#openPyDataset(this.iterable);
    if (isInnerPipeline(this.iterable)) return this.#openDataset(this.iterable[ELEMENTS].open());
    const iterator = iteratorOf(this.iterable);
    let batches = 0;
    let samples = 0;
    const pending = ({ done, value }: IteratorResult<BatchLike>): PendingBatch | null => {
      if (done) {
        this.#learn({ batches, samples });
        return null;
      }
      const batch = this.#batch(value);
      batches++;
      samples += batch.size;
      return batch;
    };
    return {
      next: () => {
        const result = iterator.next();
        return result instanceof Promise
          ? result.then(pending)
          : pending(result as IteratorResult<BatchLike>);
      },
    };
  }

  /** A dataset's batches stay on the host until their step; tensors that its functions made end with it. */
  #openDataset(stream: Stream<Element>): BatchStream {
    const counted = { batches: 0, samples: 0 };
    const pending = (element: Element | null): PendingBatch | null => {
      if (element === null) {
        this.#learn(counted);
        return null;
      }
      const batch = this.#batch(element as BatchLike);
      counted.batches += 1;
      counted.samples += batch.size;
      return { ...batch, dispose: () => release(element) };
    };
    return { next: () => chain(stream.next(), pending), close: () => stream.close?.() };
  }

  #openPyDataset(dataset: PyDataset): BatchStream {
    const batches = pyDatasetBatches(dataset, this.shuffle);
    return { next: () => chain(batches.next(), (batch) => (batch === null ? null : this.#batch(batch))) };
  }

  /** What one epoch gave tells the progress of the next ones. */
  #learn({ batches, samples }: { readonly batches: number; readonly samples: number }): void {
    this.batches ??= batches;
    this.samples ??= samples;
  }

  #batch(value: BatchLike): PendingBatch {
    const [x, y, sampleWeight] = this.#parts(value);
    const size = rowsOf(this.where, x);
    return {
      size,
      tensors: (): Batch => {
        const labels = y == null ? undefined : tensorsOf(this.where, y);
        const weight = this.#weights(y, sampleWeight);
        return [tensorsOf(this.where, x), labels, weight == null ? undefined : tensorsOf(this.where, weight)];
      },
    };
  }

  #parts(value: BatchLike): readonly [DataStructure, (DataStructure | null)?, (DataStructure | null)?] {
    if (value instanceof tf.Tensor || (value as unknown) instanceof HostTensor) return [value as tf.Tensor];
    if (Array.isArray(value) && value.length > 0 && value.length <= 3)
      return value as [DataStructure, DataStructure?, DataStructure?];
    if (isContainer(value) && 'xs' in value) {
      const { xs, ys } = value as { xs: DataStructure; ys?: DataStructure };
      return [xs, ys];
    }
    if (isContainer(value) && !Array.isArray(value)) return [value as DataStructure];
    throw new ValueError(
      `${this.where}: expected batches as [x], [x, y] or [x, y, sampleWeight]; received ${show(value)}.`,
    );
  }

  #weights(y: DataStructure | null | undefined, given: DataStructure | null | undefined) {
    if (this.classWeight === undefined || y == null) return given;
    if (isContainer(y) && !isColumnLike(y)) {
      throw new ValueError(
        `${this.where}: classWeight works for one output; received labels in a structure.`,
        {
          fix: 'give the weights as the third part of each batch',
        },
      );
    }
    const column = labelColumn(`${this.where}: y`, y as ColumnLike | HostTensor);
    return classSampleWeights(column, this.classWeight).gather(null, 0, column.length);
  }
}

function labelColumn(where: string, labels: ColumnLike | HostTensor): Column {
  if (labels instanceof HostTensor) return new Column(labels.values, labels.shape, labels.dtype);
  const rows = labels instanceof tf.Tensor ? labels.arraySync() : labels;
  return hostColumn(where, rows as Exclude<ColumnLike, tf.Tensor>);
}

function tensorsOf(where: string, data: DataStructure): Nested<tf.Tensor> {
  if (isColumnLike(data)) return toTensor(where, data);
  return mapStructure(data as Nested<ColumnLike>, (leaf) => toTensor(where, leaf));
}

function toTensor(where: string, data: ColumnLike | HostTensor): tf.Tensor {
  if (data instanceof tf.Tensor || data instanceof HostTensor) {
    if (data.shape.length > 0) return data instanceof tf.Tensor ? data : data.tensor();
    throw new ShapeError(`${where}: expected batches with an axis of samples; received a scalar.`, {
      fix: 'dataset.batch(32)',
    });
  }
  const column = hostColumn(where, data);
  return column.gather(null, 0, column.length);
}

function rowsOf(where: string, x: DataStructure): number {
  const first = isColumnLike(x) ? x : flatten(x as Nested<ColumnLike>)[0];
  if (first instanceof tf.Tensor || (first as unknown) instanceof HostTensor)
    return (first as tf.Tensor).shape[0] ?? 0;
  if (first !== undefined && isColumnLike(first)) return (first as ArrayLike<unknown>).length;
  throw new ValueError(`${where}: expected batches of tensors or arrays; received ${show(first)}.`);
}

function iteratorOf(iterable: BatchIterable): Iterator<BatchLike> | AsyncIterator<BatchLike> {
  const given = typeof iterable === 'function' ? iterable() : iterable;
  if (Symbol.asyncIterator in given) return given[Symbol.asyncIterator]();
  if (Symbol.iterator in given) return given[Symbol.iterator]();
  return given;
}

/** Data sets tell how many batches an epoch has, as `size` or `cardinality()`; Infinity where they never end. */
function toldSize(iterable: BatchIterable): unknown {
  if (iterable instanceof PyDataset) return iterable.length ?? Infinity;
  const { size, cardinality } = iterable as { size?: unknown; cardinality?: unknown };
  return typeof cardinality === 'function' ? (cardinality as () => unknown).call(iterable) : size;
}

function knownSize(iterable: BatchIterable): number | null {
  const given = toldSize(iterable);
  return typeof given === 'number' && Number.isFinite(given) && given >= 0 ? given : null;
}
