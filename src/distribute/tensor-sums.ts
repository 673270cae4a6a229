import * as tf from '@tensorflow/tfjs-core';
import type { Collective, Values } from './collective.js';

/** Sums of tensors over replicas. A library that sums on the devices themselves, as NCCL, would be another one. */
export interface TensorSums {
  /** The sums over all replicas, in the order of the tensors; `counts` false: those of this one are left out. */
  sum(tensors: readonly tf.Tensor[], counts: boolean): tf.Tensor[];
}

/** The most numbers that go in one message: small enough for the caches, large enough that its start costs nothing. */
const BUCKET = 2 ** 22;

/** Sums through the host's memory: tensors of one type are fused into buckets, so that many small ones are one message. */
export class HostSums implements TensorSums {
  constructor(private readonly collective: Collective) {}

  sum(tensors: readonly tf.Tensor[], counts: boolean): tf.Tensor[] {
    const sums: tf.Tensor[] = [];
    for (const bucket of buckets(tensors)) {
      const values = this.#gather(bucket, tensors, counts);
      this.collective.allReduce(values);
      let at = 0;
      for (const i of bucket) {
        const { shape, size, dtype } = tensors[i]!;
        // A copy each, so that a small tensor does not keep the bucket.
        const own = values.slice(at, at + size) as Float32Array;
        sums[i] = tf.tensor(own, shape, summedType(dtype));
        at += size;
      }
    }
    return sums;
  }

  #gather(bucket: readonly number[], tensors: readonly tf.Tensor[], counts: boolean): Values {
    const size = bucket.reduce((sum, i) => sum + tensors[i]!.size, 0);
    const isFloat = tensors[bucket[0]!]!.dtype === 'float32';
    const values = isFloat ? new Float32Array(size) : new Int32Array(size);
    if (!counts) return values;
    let at = 0;
    for (const i of bucket) {
      values.set(tensors[i]!.dataSync(), at);
      at += tensors[i]!.size;
    }
    return values;
  }
}

/** The type of a sum: truths are counted. */
export function summedType(dtype: tf.DataType): tf.DataType {
  return dtype === 'bool' ? 'int32' : dtype;
}

/** The places of tensors that go together: of one type, up to the size of a bucket. */
export function buckets(tensors: readonly tf.Tensor[], most = BUCKET): number[][] {
  const made: { places: number[]; size: number }[] = [];
  const open = new Map<string, (typeof made)[number]>();
  tensors.forEach(({ dtype, size }, i) => {
    const type = dtype === 'float32' ? 'float32' : 'int32';
    let bucket = open.get(type);
    if (bucket === undefined || bucket.size + size > most) {
      bucket = { places: [], size: 0 };
      made.push(bucket);
      open.set(type, bucket);
    }
    bucket.places.push(i);
    bucket.size += size;
  });
  return made.map(({ places }) => places);
}
