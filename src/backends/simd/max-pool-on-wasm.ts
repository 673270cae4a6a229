import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { MaxPoolLoops, PoolWindows } from '../kernels/max-pool.js';
import { type Share, Simd } from './simd.js';

/** Max pooling in WebAssembly. */
export const wasmMaxPool: MaxPoolLoops = {
  maxima(x, outShape, windows, backend) {
    const output = (backend as BackendWasm).makeOutput(outShape, 'float32');
    const simd = Simd.of(backend);
    simd.share('max_pool', shareOf(windows), simd.at(x), simd.at(output), ...sizesOf(windows));
    return output;
  },
  gradient(x, dy, windows, backend) {
    const output = (backend as BackendWasm).makeOutput(x.shape, 'float32');
    const simd = Simd.of(backend);
    const places = [simd.at(x), simd.at(dy), simd.at(output)];
    simd.share('max_pool_grad', shareOf(windows), ...places, ...sizesOf(windows));
    return output;
  },
};

/** Comparing takes as long as some eight products, which `multiply` computes that many at a time. */
const PRODUCTS = 8;

function shareOf({ batch, channels, axes }: PoolWindows): Share {
  const values = axes.reduce((product, { output, window }) => product * output * window, batch * channels);
  return { work: PRODUCTS * values, most: batch, room: 0 };
}

/** The arguments POOLING of source/pooling.c, without the part. */
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
