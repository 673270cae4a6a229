import type { TensorValues } from '../../../src/display/views/tensor-slice.js';
import type { TensorLike } from '../../../src/display/views/tensor-view.js';

/** A tensor without tfjs. */
export function fakeTensor(values: TensorValues, shape: readonly number[], dtype = 'float32'): TensorLike {
  return {
    shape,
    dtype,
    size: values.length,
    isDisposed: false,
    dataId: {},
    dataSync: () => values,
    data: async () => values,
  } as TensorLike;
}

/** Bell-shaped values, the same every time. */
export function bell(length: number, scale = 0.3): Float32Array {
  let state = 12345;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from({ length }, () => scale * (uniform() + uniform() + uniform() + uniform() - 2));
}
