import * as tf from '@tensorflow/tfjs-core';
import { setFirstValue } from '../backends/replica.js';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { positiveAxis } from '../support/shape.js';
import { mapStructure, type Nested } from '../support/structure.js';
import {
  type Distributable,
  DistributedDataset,
  type DistributeOptions,
  shareOf,
} from './distributed-dataset.js';
import { ReduceOp, type ReduceOpId } from './reduce-op.js';
import type { Replication } from './replication.js';

let current: Strategy | null = null;

/** Results of a replica that had nothing left of a batch. */
const uncounted = new WeakSet<tf.Tensor>();

/** The strategy whose scope is open; null outside of one. */
export function openStrategy(): Strategy | null {
  return current;
}

/**
 * How training is spread over replicas. Each replica is a process that runs the same program, with its own copy of each
 * variable; batches are split among them, and gradients are summed before each update, so that all copies stay equal.
 * See https://www.tensorflow.org/api_docs/python/tf/distribute/Strategy.
 */
export abstract class Strategy {
  /** What replicas do together; null where there is one. */
  readonly replication: Replication | null;

  protected constructor(replication: Replication | null) {
    this.replication = replication;
    replication?.shareRandomState();
  }

  /** Processes that train together. */
  get numReplicasInSync(): number {
    return this.replication?.count ?? 1;
  }

  /** The number of this process among them, from 0. Replica 0 is the one that writes files and shows what happens. */
  get replicaId(): number {
    return this.replication?.id ?? 0;
  }

  /**
   * Calls `fn` and gives its value; variables that are made in it begin with replica 0's values, and models that are made
   * in it train with all replicas. `fn` may be async.
   */
  scope<T>(fn: () => T): NoInfer<T> {
    if (typeof fn !== 'function') {
      throw new ValueError(`strategy.scope: expected a function; received ${show(fn)}.`, {
        fix: 'const model = strategy.scope(() => buildModel())',
      });
    }
    if (current !== null && current !== this) {
      throw new ValueError('strategy.scope: the scope of another strategy is open.', {
        fix: 'one strategy for all models that train together',
      });
    }
    const { replication } = this;
    const before = current;
    current = this;
    const firstValue = replication === null ? null : setFirstValue((initial) => replication.first(initial));
    const close = () => {
      current = before;
      if (replication !== null) setFirstValue(firstValue);
    };
    let result: T;
    try {
      result = fn();
    } catch (error) {
      close();
      throw error;
    }
    if (result instanceof Promise) return result.finally(close) as T;
    close();
    return result;
  }

  /**
   * Calls `fn` with this replica's part of a batch and gives what it returns: optimizers in it sum gradients over all
   * replicas, and losses whose reduction is a mean count this replica's share of it.
   *
   * @param args what `fn` is called with, as `[x, y]` of a distributed dataset
   */
  run<A extends readonly unknown[] | [], R>(
    fn: (...args: NoInfer<A>) => R,
    args: A = [] as unknown as A,
  ): NoInfer<R> {
    if (typeof fn !== 'function' || !isList(args)) {
      throw new ValueError(
        `strategy.run: expected a function and its arguments in an array; received ${show(fn)} and ${show(args)}.`,
        { fix: 'strategy.run(trainStep, [x, y])' },
      );
    }
    const { replication } = this;
    if (replication === null) return fn(...args);
    const share = shareOf(args) ?? 1 / replication.count;
    const result = replication.asReplica(share, () => fn(...args));
    if (share === 0) {
      mapStructure(result as Nested<unknown>, (leaf) => {
        if (leaf instanceof tf.Tensor) uncounted.add(leaf);
      });
    }
    return result;
  }

  /**
   * One value from those of all replicas: the sum or the mean of tensors or numbers. With an axis, each replica's value is
   * first reduced along it: the mean counts each row once, however they are spread.
   */
  reduce(op: ReduceOpId, value: tf.Tensor | number, axis: number | null = null): tf.Tensor {
    const where = 'strategy.reduce';
    const kind = checkChoice(where, 'reduceOp', String(op).toUpperCase(), Object.values(ReduceOp));
    if (typeof value !== 'number' && !(value instanceof tf.Tensor && value.dtype !== 'string'))
      throw new ValueError(`${where}: expected a tensor of numbers or a number; received ${show(value)}.`);
    return tf.tidy(() => {
      const own = typeof value === 'number' ? tf.scalar(value) : value;
      const along = axis === null ? null : positiveAxis(where, axis, own.rank);
      const counts = !(value instanceof tf.Tensor && uncounted.has(value));
      const sum = along === null ? own : tf.sum(own, along);
      const weight = along === null ? 1 : own.shape[along]!;
      const [all, weights] = this.#sums([sum, tf.scalar(weight)], counts) as [tf.Tensor, tf.Tensor];
      return kind === 'SUM' ? all.clone() : tf.div(tf.cast(all, 'float32'), weights);
    });
  }

  /**
   * A dataset whose batches are those of all replicas together, as this replica reads it. `fit` and `evaluate` do this
   * themselves; a loop of one's own needs it.
   */
  experimentalDistributeDataset<T>(
    dataset: Distributable<T>,
    options: DistributeOptions = {},
  ): DistributedDataset<T> {
    if (typeof dataset !== 'object' || dataset === null || !(Symbol.asyncIterator in dataset)) {
      throw new ValueError(`experimentalDistributeDataset: expected a dataset; received ${show(dataset)}.`, {
        fix: 'strategy.experimentalDistributeDataset(data.Dataset.fromTensorSlices([x, y]).batch(64))',
      });
    }
    return new DistributedDataset(dataset, this.replication, options);
  }

  /** Shown in a notebook and by Node. */
  toString(): string {
    const { replication } = this;
    const where =
      replication === null
        ? 'this process'
        : `replica ${replication.id}, ${replication.collective.description}`;
    return `${this.constructor.name}: ${this.numReplicasInSync} ${this.numReplicasInSync === 1 ? 'replica' : 'replicas'} (${where})`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  #sums(tensors: readonly tf.Tensor[], counts: boolean): readonly tf.Tensor[] {
    return this.replication?.sum(tensors, counts) ?? tensors;
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

/** Checks options that may also be a list of devices. */
export function devicesOf(
  where: string,
  given: { readonly devices?: readonly string[] | undefined } | readonly string[],
): readonly string[] | undefined {
  const options = Array.isArray(given) ? { devices: given as readonly string[] } : given;
  const { devices } = checkOptions(where, options as { devices?: readonly string[] }, ['devices']);
  if (devices === undefined) return undefined;
  if (Array.isArray(devices) && devices.length > 0 && devices.every((one) => typeof one === 'string'))
    return devices;
  throw new ValueError(`${where}: devices must be a list of names; received ${show(devices)}.`, {
    fix: "devices: ['CPU:0', 'CPU:1']",
  });
}
