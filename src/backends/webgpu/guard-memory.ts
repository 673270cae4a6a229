import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import { OutOfMemoryError, showBytes, showRoom } from '../out-of-memory.js';
import type { Device } from './open-gpu.js';

interface Inside {
  uploadToGPU(dataId: object): void;
  readonly bufferManager: { acquireBuffer(size: number, ...rest: unknown[]): object };
  readonly tensorMap: {
    get(dataId: object): { readonly shape: KnownShape; readonly dtype: tf.DataType; values?: unknown };
  };
}

/** The bytes of a value, and so of the smallest buffer. */
const LEAST = 4;

/**
 * Makes a tensor that no buffer of the device can hold an error that names it; Dawn only logs that, and computes with a
 * buffer that is not there. A tensor without values gets a buffer, of the least size: shaders that loop over none of them are
 * right, and none can be bound to a buffer of no bytes.
 */
export function guardMemory(backend: tf.KernelBackend, { limits }: Device): void {
  const inside = backend as unknown as Inside;
  const { uploadToGPU } = inside;
  const most = Math.min(limits['maxBufferSize']!, limits['maxStorageBufferBindingSize']!);
  inside.uploadToGPU = function (dataId) {
    const data = this.tensorMap.get(dataId);
    const { shape, dtype, values } = data;
    // Every type has four bytes there.
    if (LEAST * shape.reduce((product, size) => product * size, 1) > most)
      throw new OutOfMemoryError(
        `webgpu: ${showRoom(shape, dtype)}, a buffer has at most ${showBytes(most)}`,
      );
    uploadToGPU.call(this, dataId);
    // It is read from here: the buffer has a value too many.
    if (shape.includes(0)) data.values = values ?? tf.util.getTypedArrayFromDType(dtype as 'float32', 0);
  };
  const { bufferManager } = inside;
  const { acquireBuffer } = bufferManager;
  bufferManager.acquireBuffer = (size, ...rest) =>
    acquireBuffer.call(bufferManager, Math.max(size, LEAST), ...rest);
}
