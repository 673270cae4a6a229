import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';
import { OutOfMemoryError, showBytes, showRoom } from '../out-of-memory.js';

/** Addresses have 32 bits. */
export const MOST_BYTES = 2 ** 32;

interface Inside {
  readonly wasm: { _malloc(bytes: number): number; _free(at: number): void };
  move(dataId: object, values: unknown, shape: number[], dtype: tf.DataType, refCount: number): void;
}

/**
 * Makes the end of the memory an error. tfjs takes the address 0, which the allocator gives then, for a place like any other,
 * and a size that does not fit into 32 bits for its remainder: the next kernel would overwrite what lies there.
 */
export function guardMemory(backend: BackendWasm): void {
  const inside = backend as unknown as Inside;
  const { move } = inside;
  // Its first call puts the real one in its place.
  inside.wasm._free(inside.wasm._malloc(4));
  const { _malloc: allocate } = inside.wasm;
  inside.wasm._malloc = (bytes) => {
    const at = bytes < MOST_BYTES ? allocate(bytes) : 0;
    if (at === 0 && bytes > 0) throw new NoAddress(`wasm: no memory for ${showBytes(bytes)}`);
    return at;
  };
  inside.move = function (dataId, values, shape, dtype, refCount) {
    try {
      move.call(this, dataId, values, shape, dtype, refCount);
    } catch (error) {
      if (!(error instanceof NoAddress)) throw error;
      throw new OutOfMemoryError(
        `wasm: ${showRoom(shape, dtype)} within the ${showBytes(MOST_BYTES)} that it has`,
      );
    }
  };
}

/** The allocator has nothing to give. */
class NoAddress extends OutOfMemoryError {}
