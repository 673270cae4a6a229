import * as tf from '@tensorflow/tfjs-core';
import { getRandomState, type RandomState, setRandomState } from '../backends/random.js';
import { activeRecorder } from '../backends/recording/recorder.js';
import { asReplica, type Replica } from '../backends/replica.js';
import type { Variable } from '../backends/variable.js';
import type { Collective, Meeting, Notice } from './collective.js';
import { HostSums, summedType, type TensorSums } from './tensor-sums.js';

/** This process as one of several replicas: what strategies and training do together. */
export class Replication {
  readonly id: number;
  readonly count: number;
  readonly #sums: TensorSums;

  constructor(readonly collective: Collective) {
    this.id = collective.rank;
    this.count = collective.size;
    this.#sums = new HostSums(collective);
  }

  /** Calls `fn` as the step of this replica, whose part of the batch counts `share` of the whole. */
  asReplica<T>(share: number, fn: () => T): T {
    const replica: Replica = {
      id: this.id,
      count: this.count,
      share,
      sum: (tensors) => this.sum(tensors, share > 0),
      first: (initial) => this.first(initial),
    };
    return asReplica(replica, fn);
  }

  /** The sums of tensors over the replicas for which `counts` is true. */
  sum(tensors: readonly tf.Tensor[], counts = true): tf.Tensor[] {
    const recorder = activeRecorder();
    if (recorder === null) return this.#sums.sum(tensors, counts);
    const sums = tensors.map(({ shape, dtype }) => ({ shape, dtype: summedType(dtype) }));
    return recorder.outside(tensors, sums, (given) => this.#sums.sum(given, counts));
  }

  /** The tensor of replica 0. Texts stay each replica's own. */
  first(tensor: tf.Tensor): tf.Tensor {
    if (tensor.dtype === 'string') return tensor;
    const values = tensor.dataSync().slice() as Float32Array | Int32Array | Uint8Array;
    this.collective.broadcast(values);
    return this.id === 0 ? tensor : tf.tensor(values, tensor.shape, tensor.dtype);
  }

  /** Bytes that replica 0 has; undefined where it has none. */
  firstBytes(bytes: Uint8Array | undefined): Uint8Array | undefined {
    const length = Float64Array.of(bytes?.length ?? -1);
    this.collective.broadcast(length);
    if (length[0]! < 0) return undefined;
    const copy = this.id === 0 ? Uint8Array.from(bytes!) : new Uint8Array(length[0]!);
    this.collective.broadcast(copy);
    return copy;
  }

  /** All replicas go on with replica 0's random numbers. */
  shareRandomState(): void {
    const state = getRandomState();
    const values = Float64Array.from([...state.slice(0, 4), state[4] ?? Number.NaN] as number[]);
    this.collective.broadcast(values);
    const [a, b, c, d, spare] = values as unknown as [number, number, number, number, number];
    const shared: RandomState = Number.isNaN(spare) ? [a, b, c, d] : [a, b, c, d, spare];
    setRandomState(shared);
  }

  /** The mean over replicas of what each has computed for itself, as moving averages are. */
  average(variables: readonly Variable[], counts = true): void {
    const own = variables.filter(({ dtype }) => dtype === 'float32');
    if (own.length === 0) return;
    tf.tidy(() => {
      const [weight, ...sums] = this.sum([tf.scalar(1), ...own], counts) as [tf.Tensor, ...tf.Tensor[]];
      own.forEach((variable, i) => {
        variable.assign(tf.div(sums[i]!, weight));
      });
    });
  }

  /** Calls `fn` while the variables hold their sums over all replicas. */
  withSums<T>(variables: readonly Variable[], fn: () => T): T {
    const own = variables.map((variable) => tf.keep(variable.clone()));
    try {
      tf.tidy(() => {
        const sums = this.sum(own);
        variables.forEach((variable, i) => {
          variable.assign(sums[i]!);
        });
      });
      return fn();
    } finally {
      variables.forEach((variable, i) => {
        variable.assign(own[i]!);
        own[i]!.dispose();
      });
    }
  }

  meet(notice: Notice): Meeting {
    return this.collective.meet(notice);
  }
}
