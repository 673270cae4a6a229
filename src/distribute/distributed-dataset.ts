import * as tf from '@tensorflow/tfjs-core';
import { batchShareOf, setBatchShare } from '../backends/replica.js';
import { checkChoice, checkOptions } from '../support/check.js';
import { flatten, isContainer, mapStructure, type Nested } from '../support/structure.js';
import { AutoShardPolicy, type AutoShardPolicyId } from './auto-shard-policy.js';
import { partOfBatch } from './part-of-batch.js';
import type { Replication } from './replication.js';

/** Options of `strategy.experimentalDistributeDataset`. */
export interface DistributeOptions {
  /** AUTO by default, which is DATA. */
  readonly autoShardPolicy?: AutoShardPolicyId | undefined;
}

/** What gives batches, as a Dataset does. */
export interface Distributable<T> extends AsyncIterable<T> {
  cardinality?(): number | null;
}

/** The share of a batch that this replica was given; undefined for tensors that came another way. */
export function shareOf(structure: unknown): number | undefined {
  for (const leaf of flatten(structure as Nested<unknown>)) {
    const share = leaf instanceof tf.Tensor ? batchShareOf(leaf) : undefined;
    if (share !== undefined) return share;
  }
  return undefined;
}

/**
 * A dataset as one replica reads it: its part of each batch. A replica for which a batch has nothing left gets its first
 * row, and a step in `strategy.run` or `fit` does not count it.
 */
export class DistributedDataset<T> implements AsyncIterable<T> {
  readonly policy: AutoShardPolicy;

  constructor(
    /** The dataset that was given, whose batches are those of all replicas together. */
    readonly dataset: Distributable<T>,
    private readonly replication: Replication | null,
    options: DistributeOptions = {},
  ) {
    const where = 'experimentalDistributeDataset';
    const { autoShardPolicy = 'AUTO' } = checkOptions(where, options, ['autoShardPolicy']);
    const policies = Object.values(AutoShardPolicy);
    this.policy = checkChoice(where, 'autoShardPolicy', String(autoShardPolicy).toUpperCase(), policies);
  }

  /** Batches of an epoch; null where that is not known. */
  cardinality(): number | null {
    return this.dataset.cardinality?.() ?? null;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const { replication } = this;
    replication?.shareRandomState();
    for await (const batch of this.dataset) {
      if (replication === null) yield batch;
      else if (this.policy === 'OFF') {
        const sizes = replication.meet({ value: rowsOf(batch) }).values;
        yield mark(batch, rowsOf(batch) / sizes.reduce((sum, size) => sum + size, 0));
      } else yield this.#part(batch, replication);
    }
  }

  #part(batch: T, { id, count: replicas }: Replication): T {
    const size = rowsOf(batch);
    const { start, count } = partOfBatch(size, id, replicas);
    const rows = (leaf: unknown) =>
      leaf instanceof tf.Tensor ? tf.slice(leaf, count === 0 ? 0 : start, Math.max(1, count)) : leaf;
    const part = mapStructure(batch as Nested<unknown>, rows) as T;
    for (const leaf of flatten(batch as Nested<unknown>)) if (leaf instanceof tf.Tensor) leaf.dispose();
    return mark(part, count / size);
  }
}

function mark<T>(batch: T, share: number): T {
  for (const leaf of flatten(batch as Nested<unknown>))
    if (leaf instanceof tf.Tensor) setBatchShare(leaf, share);
  return batch;
}

function rowsOf(batch: unknown): number {
  const [first] = isContainer(batch) ? flatten(batch as Nested<unknown>) : [batch];
  return first instanceof tf.Tensor ? (first.shape[0] ?? 1) : 1;
}
