import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../backends/operations/convert.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { asFloat, asTensor } from './as-tensor.js';
import { defineOp } from './define-op.js';

/**
 * For each query the mean of the values, weighed by the softmax of how well the keys fit: query `[batch, queries, heads, dim]`,
 * key and value `[batch, values, heads or a part of them, dim]`. `bias` is added to the scores, where `mask` is false nothing
 * counts, `scale` is 1 / √dim by default. See https://keras.io/api/ops/nn/.
 */
export const dotProductAttention = defineOp(
  'dotProductAttention',
  ['query', 'key', 'value', 'bias', 'mask', 'scale', 'isCausal', 'flashAttention', 'attnLogitsSoftCap'],
  (
    query: TensorInput,
    key: TensorInput,
    value: TensorInput,
    bias?: TensorInput | null,
    mask?: TensorInput | null,
    scale?: number | null,
    isCausal: boolean = false,
    flashAttention: boolean | null = null,
    attnLogitsSoftCap?: number | null,
  ) => {
    const [q, k, v] = [asFloat(query), asFloat(key), asFloat(value)];
    const heads = q.shape[2] ?? 0;
    const shared = heads / (k.shape[2] ?? 1);
    if ([q, k, v].some(({ rank }) => rank !== 4) || !Number.isInteger(shared) || k.shape[2] !== v.shape[2])
      throw new ShapeError(
        `ops.dotProductAttention: expected query, key and value [batch, time, heads, dim]; received the shapes ${[q, k, v].map(({ shape }) => showShape(shape)).join(', ')}.`,
      );
    if (flashAttention)
      throw new ValueError(
        'ops.dotProductAttention: expected flashAttention false, since tfjs has no such kernels; received true.',
      );
    const byHead = (x: tf.Tensor, times: number) => {
      const turned = tf.transpose(x, [0, 2, 1, 3]);
      if (times === 1) return turned;
      const order = Array.from({ length: heads }, (_, i) => Math.floor(i / times));
      return tf.gather(turned, tf.tensor1d(order, 'int32'), 1);
    };
    const products = tf.matMul(byHead(q, 1), byHead(k, shared), false, true);
    const scores = tf.mul(products, scale ?? 1 / Math.sqrt(q.shape[3] as number));
    const capped =
      attnLogitsSoftCap == null
        ? scores
        : tf.mul(tf.tanh(tf.div(scores, attnLogitsSoftCap)), attnLogitsSoftCap);
    const biased = bias == null ? capped : tf.add(capped, asFloat(bias));
    const [queries, values] = biased.shape.slice(-2) as [number, number];
    const causal = isCausal ? tf.linalg.bandPart(tf.ones([queries, values]), -1, 0) : null;
    const seen = [mask == null ? null : tf.cast(asTensor(mask), 'bool'), causal && tf.cast(causal, 'bool')]
      .filter((one) => one !== null)
      .reduce<tf.Tensor | null>((a, b) => (a === null ? b : tf.logicalAnd(a, b)), null);
    const visible =
      seen === null
        ? biased
        : tf.where(tf.broadcastTo(seen, biased.shape), biased, tf.fill(biased.shape, LEAST));
    return tf.transpose(tf.matMul(tf.softmax(visible), byHead(v, shared)), [0, 2, 1, 3]);
  },
);

/** As Keras has it: not infinite, so that a query that sees nothing gives the mean. */
const LEAST = -0.7 * 3.4028234663852886e38;
