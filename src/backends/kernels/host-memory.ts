import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { heapView } from './heap-view.js';

/** The backends whose values lie in this process's memory. */
export type HostBackendName = 'wasm' | 'cpu';

/** Reads and makes float32 tensors of a backend whose values lie in this process's memory. */
export interface HostMemory {
  read(tensor: tf.TensorInfo): Float32Array | Int32Array;
  /** Makes outputs first: on wasm an allocation may move the heap, so views are taken afterwards. */
  make(shapes: number[][]): { infos: tf.TensorInfo[]; views: () => Float32Array[] };
}

interface CpuBackend {
  readSync(dataId: object): Float32Array | Int32Array;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: Float32Array): tf.TensorInfo;
}

function wasmMemory(backend: BackendWasm): HostMemory {
  return {
    read: (tensor) => backend.typedArrayFromHeap(tensor) as Float32Array | Int32Array,
    make(shapes) {
      const infos = shapes.map((shape) => backend.makeOutput(shape, 'float32'));
      return { infos, views: () => infos.map((info) => heapView(backend, info)) };
    },
  };
}

function cpuMemory(backend: CpuBackend): HostMemory {
  return {
    read: ({ dataId }) => backend.readSync(dataId),
    make(shapes) {
      const arrays = shapes.map((shape) => new Float32Array(tf.util.sizeFromShape(shape)));
      const infos = arrays.map((values, i) => backend.makeTensorInfo(shapes[i]!, 'float32', values));
      return { infos, views: () => arrays };
    },
  };
}

/** The memory of a backend, for kernels that are written in TypeScript. */
export function hostMemory(name: HostBackendName, backend: object): HostMemory {
  return name === 'wasm' ? wasmMemory(backend as BackendWasm) : cpuMemory(backend as CpuBackend);
}
