import * as tf from '@tensorflow/tfjs-core';

/** The values of a tensor and what a backend needs to make one of them. */
interface HostBackend {
  readSync(dataId: object): tf.backend_util.BackendValues;
  write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object;
  disposeData(dataId: object, force?: boolean): boolean;
}

/**
 * Runs a kernel of the plain-JavaScript backend for a backend that lacks it, by copying its inputs and outputs.
 * For rare operations only: the copies cost more than the kernel.
 */
export function borrowFromCpu(kernelName: string, backendName: string): tf.KernelConfig {
  return {
    kernelName,
    backendName,
    kernelFunc({ inputs, attrs, backend }) {
      const here = backend as unknown as HostBackend;
      const cpu = tf.findBackend('cpu') as unknown as HostBackend;
      const kernel = tf.getKernel(kernelName, 'cpu');
      if (!kernel || !cpu) throw new Error(`${kernelName}: the cpu backend is not loaded.`);
      const move = (from: HostBackend, to: HostBackend, info: tf.TensorInfo): tf.TensorInfo => {
        const values = from.readSync(info.dataId);
        return { dataId: to.write(values, info.shape, info.dtype), shape: info.shape, dtype: info.dtype };
      };
      const copied: tf.TensorInfo[] = [];
      const lend = (input: tf.TensorInfo | tf.TensorInfo[]): tf.TensorInfo | tf.TensorInfo[] => {
        if (Array.isArray(input)) return input.map((one) => lend(one) as tf.TensorInfo);
        const copy = move(here, cpu, input);
        copied.push(copy);
        return copy;
      };
      // Operations on a list of tensors (einsum) hand the list itself over.
      const lent = Array.isArray(inputs)
        ? lend(inputs)
        : Object.fromEntries(
            Object.entries(inputs).map(([name, input]) => [
              name,
              lend(input as tf.TensorInfo | tf.TensorInfo[]),
            ]),
          );
      const result = kernel.kernelFunc({
        inputs: lent as unknown as tf.NamedTensorInfoMap,
        attrs: attrs ?? {},
        backend: cpu,
      });
      const results = Array.isArray(result) ? result : [result];
      const returned = results.map((info) => move(cpu, here, info));
      for (const info of [...copied, ...results]) cpu.disposeData(info.dataId, true);
      return Array.isArray(result) ? returned : returned[0]!;
    },
  };
}

/** A kernel that is right for some calls alone: others go to that of plain JavaScript. */
export function borrowUnless(
  kernel: tf.KernelConfig,
  isRight: (call: Parameters<tf.KernelFunc>[0]) => boolean,
): tf.KernelConfig {
  const borrowed = borrowFromCpu(kernel.kernelName, kernel.backendName);
  return { ...kernel, kernelFunc: (call) => (isRight(call) ? kernel : borrowed).kernelFunc(call) };
}
