import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { Simd } from './simd.js';

/** The activations that our products apply to their results, by their numbers in source/. */
const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2 };

/** Each part of a product packs the right operand anew, which takes as long as some three rows of the product. */
const PART_ROWS = 48;

/** The number of an activation that our kernels apply themselves; undefined for others. */
export function activationNumber(activation: string | null | undefined): number | undefined {
  return ACTIVATIONS[activation ?? 'linear'];
}

/**
 * The matrix products of wasm: any operand may be transposed without a cost. tfjs's leave the fast path there, and
 * gradients use just these forms.
 *
 * Gives wrappers of the registered kernels 'BatchMatMul' and '_FusedMatMul', which stay in use for activations that ours do
 * not apply and for batches that broadcast in several dimensions.
 */
export function fastProducts(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { inputs } = call;
      const { a, b, bias, preluActivationWeights } = inputs as Record<string, tf.TensorInfo | undefined>;
      const { transposeA, transposeB, activation } = (call.attrs ?? {}) as Partial<tf._FusedMatMulAttrs>;
      const number = activationNumber(activation);
      const plan = planOf(a!, b!, transposeA ?? false, transposeB ?? false);
      const biasFits = bias == null || tf.util.sizeFromShape(bias.shape) === plan?.n;
      if (plan === null || number === undefined || preluActivationWeights != null || !biasFits) {
        return kernel.kernelFunc(call);
      }
      const wasm = call.backend as BackendWasm;
      const output = wasm.makeOutput(plan.shape, 'float32');
      const simd = Simd.of(wasm);
      const { batch, m, n, k, aStep, bStep } = plan;
      const [left, right, to] = [simd.at(a), simd.at(b), simd.at(output)];
      const rows = batch * m;
      simd.share(
        'matmul',
        { work: rows * n * k, most: Math.ceil(rows / PART_ROWS), room: simd.matmulRoom() },
        left,
        aStep,
        Number(transposeA ?? false),
        right,
        bStep,
        Number(transposeB ?? false),
        to,
        batch,
        m,
        n,
        k,
        simd.at(bias),
        number,
      );
      return output;
    },
  };
}

interface Plan {
  readonly shape: number[];
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Values from one matrix to the next. */
  readonly aStep: number;
  readonly bStep: number;
}

/** The sizes of a product, or null where it is left to tfjs. */
function planOf(a: tf.TensorInfo, b: tf.TensorInfo, transposeA: boolean, transposeB: boolean): Plan | null {
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return null;
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [inner, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
  if (k !== inner) return null;
  const [aBatch, bBatch] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [aCount, bCount] = [tf.util.sizeFromShape(aBatch), tf.util.sizeFromShape(bBatch)];
  const same = tf.util.arraysEqual(aBatch, bBatch);
  if (!same && aCount !== 1 && bCount !== 1) return null;
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(aBatch, bBatch);
  return {
    shape: [...outer, m, n],
    batch: Math.max(aCount, bCount),
    m,
    n,
    k,
    aStep: aCount === 1 ? 0 : m * k,
    bStep: bCount === 1 ? 0 : k * n,
  };
}
