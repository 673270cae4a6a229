import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../../support/errors.js';

/** Batches for `adapt`, from a data set or a generator; of a tuple the first element counts. */
export type AdaptSource<T> =
  | Iterable<T | readonly [T, ...unknown[]]>
  | AsyncIterable<T | readonly [T, ...unknown[]]>;

/** True for what gives batches asynchronously, as data sets do. */
export function isAsyncBatches(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}

/** A list of tensors, a generator or a data set; tensors, typed arrays and arrays of values are data. */
export function isBatches(data: unknown): data is Iterable<unknown> {
  if (typeof data !== 'object' || data === null || data instanceof tf.Tensor || ArrayBuffer.isView(data))
    return false;
  if (!Array.isArray(data)) return Symbol.iterator in data;
  const first = data[0] as unknown;
  return first instanceof tf.Tensor || (Array.isArray(first) && first[0] instanceof tf.Tensor);
}

/**
 * Hands each batch to `learn` and calls `finish` behind the last one, or behind `steps`: at once for data, tensors and
 * synchronous batches, as a promise for others.
 */
export function adaptBatches<T>(
  where: string,
  data: unknown,
  steps: number | null,
  learn: (batch: T) => void,
  finish: () => void,
): void | Promise<void> {
  const limit = steps ?? Number.POSITIVE_INFINITY;
  const take = (batch: unknown): void => {
    tf.tidy(() => learn(withoutLabels(batch) as T));
  };
  if (isAsyncBatches(data)) return adaptLater(where, data, limit, take, finish);
  if (!isBatches(data)) {
    if (steps !== null)
      throw new ValueError(`${where}: adapt takes steps for batches; received data that is whole.`);
    take(data);
  } else {
    let count = 0;
    for (const batch of data) {
      if (count++ >= limit) break;
      take(batch);
    }
    checkCount(where, count);
  }
  finish();
}

async function adaptLater(
  where: string,
  data: AsyncIterable<unknown>,
  limit: number,
  take: (batch: unknown) => void,
  finish: () => void,
): Promise<void> {
  let count = 0;
  for await (const batch of data) {
    if (count++ >= limit) break;
    take(batch);
  }
  checkCount(where, count);
  finish();
}

function checkCount(where: string, count: number): void {
  if (count === 0) throw new ValueError(`${where}: adapt expected at least one batch; received none.`);
}

function withoutLabels(batch: unknown): unknown {
  return Array.isArray(batch) && batch[0] instanceof tf.Tensor ? batch[0] : batch;
}
