import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import { typeAttribute } from './types.js';

/** What tfjs-node's kernels use of the module of its backend. */
const BACKEND_MODULE = { createTensorsTypeOpAttr: typeAttribute };

/** Node's util, with two functions that Node 23 took away and the kernels still call. */
const UTIL_MODULE = {
  isNullOrUndefined: (value: unknown) => value === undefined || value === null,
  isArray: Array.isArray,
};

/**
 * The kernels of `@tensorflow/tfjs-node-gpu`, read one by one from its folder `dist/kernels`: its entry point would load
 * an old TensorFlow. They are given this process's tfjs-core, wherever the package lies, and nothing else of tfjs.
 */
export function readStockKernels(packageFolder: string): tf.KernelConfig[] {
  const folder = join(packageFolder, 'dist', 'kernels');
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    loaded.set(path, exports);
    const require = (name: string): unknown => {
      if (/^@tensorflow\/tfjs(?:-core)?$/.test(name)) return tf;
      if (name === 'util') return UTIL_MODULE;
      if (name.endsWith('/nodejs_kernel_backend')) return BACKEND_MODULE;
      return load(`${join(dirname(path), name)}.js`);
    };
    compileFunction(readFileSync(path, 'utf8'), ['exports', 'require'], { filename: path })(exports, require);
    return exports;
  };
  const kernels = readdirSync(folder)
    .filter((file) => file.endsWith('.js') && !file.endsWith('_test.js'))
    .flatMap((file) => Object.values(load(join(folder, file))))
    .filter(
      (value): value is tf.KernelConfig =>
        typeof value === 'object' && value !== null && 'kernelFunc' in value,
    );
  return [...new Set(kernels)];
}
