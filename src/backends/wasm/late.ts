import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import type { ChosenRows, LateBackend, NumberValues } from '../recording/late-values.js';
import { Simd } from '../simd/simd.js';
import { LyingValues } from './lying.js';

/** Lets rows be written straight into WebAssembly's memory. At once: it may grow, and lies elsewhere then. */
export function writeInPlace(backend: BackendWasm): void {
  const lying = new LyingValues(backend);
  const late: LateBackend['late'] = (shape, dtype, fill, rows) => {
    if (sizeOf(shape) === 0) return null;
    const info = backend.makeOutput([...shape], dtype);
    const into = backend.typedArrayFromHeap(info) as NumberValues;
    if (rows !== null && rows.values.constructor === into.constructor && lying.has(rows.values))
      gather(Simd.of(backend), rows, into, shape[0]!);
    else fill(into);
    return tf.engine().makeTensorFromTensorInfo(info, backend);
  };
  Object.assign(backend, { late, lying: (dataId) => lying.of(dataId) } satisfies LateBackend);
}

/** Copies rows within the memory, which spares JavaScript a view of each and V8's slower way with shared memory. */
function gather(simd: Simd, { values, numbers }: ChosenRows, into: NumberValues, count: number): void {
  const places = simd.room(count);
  numbers(new Int32Array(into.buffer, places, count));
  simd.run('gather_rows', values.byteOffset, places, into.byteOffset, count, into.byteLength / count);
}
