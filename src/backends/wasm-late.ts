import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../support/shape.js';
import type { LateBackend } from './late-values.js';

/** Lets rows be written straight into WebAssembly's memory. At once: it may grow, and lies elsewhere then. */
export function writeInPlace(backend: BackendWasm): void {
  const late: LateBackend['late'] = (shape, dtype, fill) => {
    if (sizeOf(shape) === 0) return null;
    const info = backend.makeOutput([...shape], dtype);
    fill(backend.typedArrayFromHeap(info) as Float32Array);
    return tf.engine().makeTensorFromTensorInfo(info, backend);
  };
  Object.assign(backend, { late, lying: () => null } satisfies LateBackend);
}
