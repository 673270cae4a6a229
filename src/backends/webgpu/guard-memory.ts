import type * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import { OutOfMemoryError, showBytes, showRoom } from '../out-of-memory.js';
import type { Device } from './open-gpu.js';

interface Inside {
  uploadToGPU(dataId: object): void;
  readonly tensorMap: { get(dataId: object): { readonly shape: KnownShape; readonly dtype: tf.DataType } };
}

/**
 * Makes a tensor that no buffer of the device can hold an error that names it; Dawn only logs that, and computes with a
 * buffer that is not there.
 */
export function guardMemory(backend: tf.KernelBackend, { limits }: Device): void {
  const inside = backend as unknown as Inside;
  const { uploadToGPU } = inside;
  const most = Math.min(limits['maxBufferSize']!, limits['maxStorageBufferBindingSize']!);
  inside.uploadToGPU = function (dataId) {
    const { shape, dtype } = this.tensorMap.get(dataId);
    // Every type has four bytes there.
    if (4 * shape.reduce((product, size) => product * size, 1) > most)
      throw new OutOfMemoryError(
        `webgpu: ${showRoom(shape, dtype)}, a buffer has at most ${showBytes(most)}`,
      );
    uploadToGPU.call(this, dataId);
  };
}
