import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import { SIMD_MODULE } from './embedded/module.js';

/** An address in the heap, in bytes; 0 stands for nothing. */
type Address = number;

/** The functions of source/, by their names there; all arguments are numbers. */
type Functions = Readonly<Record<SimdName, (...args: number[]) => void>> & {
  matmul_room(): number;
  convolution_room(patch: number): number;
  has_nan(at: Address, count: number): number;
};

/** The names of the kernels in source/. */
export type SimdName =
  | 'matmul'
  | 'conv2d'
  | 'conv2d_filter'
  | 'conv2d_input'
  | 'max_pool'
  | 'max_pool_grad'
  | 'sum'
  | 'softmax'
  | 'softmax_grad'
  | 'cross_entropy'
  | 'cross_entropy_grad'
  | 'segment_sum'
  | 'segment_sum_int'
  | 'relu_grad'
  | 'sign'
  | 'clip'
  | 'adam'
  | 'sgd';

/** The part of the platform's WebAssembly that is used here; the compiler's libraries have it for browsers only. */
interface Platform {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  };
}

/** What tfjs's backend has and does not declare. */
interface Inside {
  readonly wasm: {
    readonly asm: { readonly memory?: object };
    _malloc(bytes: number): Address;
    _free(at: Address): void;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: Address } };
}

/**
 * Our own kernels, compiled from source/ and running in the memory of tfjs's wasm module: they take addresses of tensors
 * and copy nothing.
 */
export class Simd {
  readonly #inside: Inside;
  readonly #functions: Functions;
  #room: Address = 0;
  #roomSize = 0;

  private constructor(backend: BackendWasm) {
    this.#inside = backend as unknown as Inside;
    const { memory } = this.#inside.wasm.asm;
    if (memory === undefined) {
      throw new Error('wasm: expected @tensorflow/tfjs-backend-wasm 4.22, whose memory our kernels share.');
    }
    const { Module, Instance } = (globalThis as unknown as Platform).WebAssembly;
    const module = new Module(Buffer.from(SIMD_MODULE, 'base64'));
    this.#functions = new Instance(module, { env: { memory } }).exports as Functions;
  }

  static #made = new WeakMap<BackendWasm, Simd>();

  /** The kernels in this backend's memory. */
  static of(backend: object): Simd {
    const wasm = backend as BackendWasm;
    let found = Simd.#made.get(wasm);
    if (found === undefined) {
      found = new Simd(wasm);
      Simd.#made.set(wasm, found);
    }
    return found;
  }

  /** Where a tensor's values lie; 0 for a tensor that is not given. */
  at(tensor: Pick<tf.TensorInfo, 'dataId'> | null | undefined): Address {
    return tensor == null ? 0 : this.#inside.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** Runs a kernel of source/. */
  run(name: SimdName, ...args: number[]): void {
    this.#functions[name](...args);
  }

  /** True if one of a float32 tensor's values is NaN. */
  hasNaN({ dataId, shape }: Pick<tf.TensorInfo, 'dataId' | 'shape'>): boolean {
    return this.#functions.has_nan(this.at({ dataId }), sizeOf(shape)) !== 0;
  }

  /** Room in which matrix products pack their operands. */
  matmulRoom(): Address {
    return this.room(this.#functions.matmul_room());
  }

  /** Room in which convolutions with patches of so many values lay them out. */
  convolutionRoom(patch: number): Address {
    return this.room(this.#functions.convolution_room(patch));
  }

  /** Room for so many values, kept from one call to the next: a kernel leaves nothing there. */
  room(floats: number): Address {
    if (floats <= this.#roomSize) return this.#room;
    const { wasm } = this.#inside;
    if (this.#room !== 0) wasm._free(this.#room);
    this.#roomSize = 0;
    this.#room = wasm._malloc(floats * 4) >>> 0;
    this.#roomSize = floats;
    return this.#room;
  }
}
