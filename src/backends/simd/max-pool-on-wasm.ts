import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { MaxPoolLoops, PoolWindows } from '../kernels/max-pool.js';
import { Simd } from './simd.js';

/** Max pooling in WebAssembly. */
export const wasmMaxPool: MaxPoolLoops = {
  maxima(x, outShape, windows, backend) {
    const output = (backend as BackendWasm).makeOutput(outShape, 'float32');
    const simd = Simd.of(backend);
    simd.run('max_pool', simd.at(x), simd.at(output), ...sizesOf(windows));
    return output;
  },
  gradient(x, dy, windows, backend) {
    const output = (backend as BackendWasm).makeOutput(x.shape, 'float32');
    const simd = Simd.of(backend);
    simd.run('max_pool_grad', simd.at(x), simd.at(dy), simd.at(output), ...sizesOf(windows));
    return output;
  },
};

/** The arguments POOLING of source/pooling.c. */
function sizesOf({ batch, channels, axes }: PoolWindows): number[] {
  const all = (key: 'input' | 'output' | 'window' | 'stride' | 'before') => axes.map((axis) => axis[key]);
  return [
    batch,
    channels,
    ...all('input'),
    ...all('output'),
    ...all('window'),
    ...all('stride'),
    ...all('before'),
  ];
}
