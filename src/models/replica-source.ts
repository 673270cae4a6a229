import * as tf from '@tensorflow/tfjs-core';
import type { Batch, BatchSource, BatchStream, PendingBatch } from '../data/batch.js';
import type { AutoShardPolicy } from '../distribute/auto-shard-policy.js';
import { DistributedDataset } from '../distribute/distributed-dataset.js';
import { partOfBatch } from '../distribute/part-of-batch.js';
import type { Replication } from '../distribute/replication.js';
import { mapStructure, type Nested } from '../support/structure.js';

/** The data that was given, and how replicas share it. */
export function sharedData(data: unknown): { readonly data: unknown; readonly policy: AutoShardPolicy } {
  if (data instanceof DistributedDataset) return { data: data.dataset, policy: data.policy };
  return { data, policy: 'AUTO' };
}

/** What one replica takes of a source, whose batches are those of all replicas together. */
export function replicaSource(
  source: BatchSource,
  replication: Replication | null,
  policy: AutoShardPolicy = 'AUTO',
): BatchSource {
  if (replication === null || policy === 'OFF') return source;
  const part = (batch: PendingBatch | null) => batch && partOf(batch, replication);
  return {
    get batches() {
      return source.batches;
    },
    get samples() {
      return source.samples;
    },
    open(): BatchStream {
      const stream = source.open();
      return {
        next() {
          const batch = stream.next();
          return batch instanceof Promise ? batch.then(part) : part(batch);
        },
        close: () => stream.close?.(),
      };
    },
  };
}

/** A replica for which nothing is left gets the first row, as a stand-in of size 0. */
function partOf(batch: PendingBatch, { id, count: replicas }: Replication): PendingBatch {
  const { start, count } = partOfBatch(batch.size, id, replicas);
  const [first, rows] = count === 0 ? [0, 1] : [start, count];
  return { ...batch, size: count, tensors: () => rowsOf(batch, first, rows) };
}

function rowsOf(batch: PendingBatch, start: number, count: number): Batch {
  if (batch.rows !== undefined) return batch.rows(start, count);
  const rows = (part: Nested<tf.Tensor>) => mapStructure(part, (leaf) => tf.slice(leaf, start, count));
  const [x, y, sampleWeight] = batch.tensors();
  return [rows(x), y && rows(y), sampleWeight && rows(sampleWeight)];
}
