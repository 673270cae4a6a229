import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './gradients/with-gradient.js';

/** One of several processes that train the same model on parts of each batch, as a step sees it. */
export interface Replica {
  /** Its number, from 0. */
  readonly id: number;
  /** How many there are. */
  readonly count: number;
  /**
   * What its part of the batch counts in the whole: its samples divided by those of all. 0: there is none left for it, and
   * it computes on a stand-in that nobody counts.
   */
  readonly share: number;
  /** The sums over all replicas that have a share; called by all of them. */
  sum(tensors: readonly tf.Tensor[]): tf.Tensor[];
  /** The value of a new variable: that of replica 0. */
  first(initial: tf.Tensor): tf.Tensor;
}

let current: Replica | null = null;
let firstValue: ((initial: tf.Tensor) => tf.Tensor) | null = null;

/** Losses that count no more than their replica's share. */
const scaled = new WeakSet<tf.Tensor>();

/** What a part of a batch counts in the whole, by its tensors. */
const batchShares = new WeakMap<tf.Tensor, number>();

/** Notes that a tensor is a part of a batch, which counts so much of the whole. */
export function setBatchShare(part: tf.Tensor, share: number): void {
  batchShares.set(part, share);
}

/** What {@link setBatchShare} said; undefined for tensors that came another way. */
export function batchShareOf(part: tf.Tensor): number | undefined {
  return batchShares.get(part);
}

/** The replica whose step is running; null where there is one only, or no step. */
export function currentReplica(): Replica | null {
  return current;
}

/** Calls `fn` as the step of a replica. */
export function asReplica<T>(replica: Replica, fn: () => T): T {
  const before = current;
  current = replica;
  try {
    return withFirstValue((initial) => replica.first(initial), fn);
  } finally {
    current = before;
  }
}

/** Calls `fn`, in which new variables begin with `change` of their values. */
export function withFirstValue<T>(change: (initial: tf.Tensor) => tf.Tensor, fn: () => T): T {
  const before = setFirstValue(change);
  try {
    return fn();
  } finally {
    setFirstValue(before);
  }
}

/** Sets by what new variables begin; gives what it was. */
export function setFirstValue(change: typeof firstValue): typeof firstValue {
  const before = firstValue;
  firstValue = change;
  return before;
}

/** What a new variable begins with. */
export function firstValueOf(initial: tf.Tensor): tf.Tensor {
  return firstValue === null ? initial : firstValue(initial);
}

/** A mean over this replica's samples as its part of the mean over the whole batch. */
export function toShare<T extends tf.Tensor>(mean: T): T {
  if (current === null) return mean;
  const part = tf.mul(mean, current.share) as T;
  scaled.add(part);
  return part;
}

/** Notes that a loss was computed from such parts. */
export function markShare<T extends tf.Tensor>(loss: T): T {
  if (current !== null) scaled.add(loss);
  return loss;
}

/** What {@link toShare} was given; for other values, they themselves. */
export function fromShare<T extends tf.Tensor>(loss: T): T {
  if (current === null || current.share === 0 || !scaled.has(loss)) return loss;
  return tf.div(loss, current.share) as T;
}

/** The sum of a tensor over all replicas, with its gradient; the tensor itself where there is one replica. */
export function sumOverReplicas<T extends tf.Tensor>(x: T): T {
  const replica = current;
  if (replica === null) return x;
  const sum = (value: tf.Tensor) => replica.sum([value])[0]!;
  return withGradient([x], {
    forward: () => sum(x),
    // Each replica's loss depends on the sum, so this one's part gets the gradients of all.
    gradient: (dy) => [sum(dy)],
  }) as T;
}
