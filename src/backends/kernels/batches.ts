import * as tf from '@tensorflow/tfjs-core';

/**
 * tfjs's matrix products broadcast batches of one matrix and take other matrices than they should where several axes
 * broadcast, as in [2, 1, m, k] with [3, k, n]. This wrapper of the kernel 'BatchMatMul' repeats both before.
 */
export function broadcastBatches(kernel: tf.KernelConfig): tf.KernelConfig {
  return {
    ...kernel,
    kernelFunc(call) {
      const { a, b } = call.inputs as Record<'a' | 'b', tf.TensorInfo>;
      const [first, second] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
      const repeats = [first, second].map(tf.util.sizeFromShape).every((count) => count > 1);
      if (!repeats || tf.util.arraysEqual(first, second)) return kernel.kernelFunc(call);
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(first, second);
      const tile = tf.getKernel(tf.Tile, kernel.backendName)!;
      const [left, right] = [a, b].map((x) => {
        const shape = [...Array<number>(batch.length + 2 - x.shape.length).fill(1), ...x.shape];
        const reps = shape.map((size, i) => (i < batch.length && size === 1 ? batch[i]! : 1));
        return tile.kernelFunc({ inputs: { x: { ...x, shape } }, attrs: { reps }, backend: call.backend });
      }) as [tf.TensorInfo, tf.TensorInfo];
      const found = kernel.kernelFunc({ ...call, inputs: { a: left, b: right } });
      for (const { dataId } of [left, right]) (call.backend as tf.KernelBackend).disposeData(dataId);
      return found;
    },
  };
}
