import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import { LIMITED } from '../wasm/shared-memory.js';
import { SIMD_MODULE } from './embedded/module.js';
import { MOST_PARTS, type PartKernel } from './pool-job.js';
import { poolThreads, ThreadPool } from './thread-pool.js';

/** An address in the heap, in bytes; 0 stands for nothing. */
type Address = number;

/** The functions of source/, by their names there; all arguments are numbers. */
type Functions = Readonly<Record<SimdName | PartKernel, (...args: number[]) => void>> & {
  matmul_room(): number;
  convolution_room(patch: number): number;
  has_nan(at: Address, count: number): number;
};

/** The names of the kernels in source/. */
export type SimdName =
  | 'sum'
  | 'softmax'
  | 'softmax_grad'
  | 'cross_entropy'
  | 'cross_entropy_grad'
  | 'gather_rows'
  | 'segment_sum'
  | 'segment_sum_int'
  | 'relu_grad'
  | 'sign'
  | 'clip'
  | 'adam'
  | 'sgd';

/** Products of numbers that make a part of a kernel worth a call of its own: some 0.3 ms. */
const PART_WORK = 2 ** 21;

/** The name of what the module imports, behind which stand the kind, a memory, and the mark for a shared one. */
const MEMORY_IMPORT = 'memory\x02';

/** The part of the platform's WebAssembly that is used here; the compiler's libraries have it for browsers only. */
interface Platform {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  };
}

/** How a kernel can be shared between threads. */
export interface Share {
  /** How many products of two numbers take as long. */
  readonly work: number;
  /** Parts that are still worth what each of them does again. */
  readonly most: number;
  /** Floats of room for each thread, 0 for none. */
  readonly room: number;
}

/** What tfjs's backend has and does not declare. */
interface Inside {
  readonly wasm: {
    readonly asm: { readonly memory?: { readonly buffer: object } };
    _malloc(bytes: number): Address;
    _free(at: Address): void;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: Address } };
}

/** Our module's bytes. It asks for a shared memory, and a backend that somebody else has loaded has a memory of its own. */
function moduleFor(shared: boolean): Uint8Array {
  const bytes = Buffer.from(SIMD_MODULE, 'base64');
  if (!shared) bytes[bytes.indexOf(MEMORY_IMPORT) + MEMORY_IMPORT.length] = LIMITED;
  return bytes;
}

/**
 * Our own kernels, compiled from source/ and running in the memory of tfjs's wasm module: they take addresses of tensors
 * and copy nothing.
 */
export class Simd {
  readonly #inside: Inside;
  readonly #module: object;
  readonly #memory: object;
  readonly #shared: boolean;
  readonly #functions: Functions;
  #pool: ThreadPool | null = null;
  #room: Address = 0;
  #roomSize = 0;

  private constructor(backend: BackendWasm) {
    this.#inside = backend as unknown as Inside;
    const { memory } = this.#inside.wasm.asm;
    if (memory === undefined) {
      throw new Error('wasm: expected @tensorflow/tfjs-backend-wasm 4.22, whose memory our kernels share.');
    }
    const { Module, Instance } = (globalThis as unknown as Platform).WebAssembly;
    this.#memory = memory;
    this.#shared = memory.buffer instanceof SharedArrayBuffer;
    this.#module = new Module(moduleFor(this.#shared));
    this.#functions = new Instance(this.#module, { env: { memory } }).exports as Functions;
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

  /**
   * Runs a kernel in `most` parts or fewer, on all threads where its `work` pays that. Where it needs room, its last argument
   * is the address of so many floats, which each thread has for itself.
   */
  share(name: PartKernel, { work, most, room }: Share, ...args: number[]): void {
    const threads = this.#shared ? poolThreads() : 1;
    const parts = threads === 1 ? 1 : Math.min(most, Math.floor(work / PART_WORK), MOST_PARTS);
    if (room > 0) args.push(this.room(parts < 2 ? room : room * threads));
    if (parts > 1) this.#poolOf(threads).run(name, parts, 4 * room, args);
    else this.#functions[name](...args, 0, 1);
  }

  #poolOf(threads: number): ThreadPool {
    if (this.#pool?.threads === threads) return this.#pool;
    this.#pool?.end();
    this.#pool = new ThreadPool(threads, this.#module, this.#memory, this.#functions);
    return this.#pool;
  }

  /** True if one of a float32 tensor's values is NaN. */
  hasNaN({ dataId, shape }: Pick<tf.TensorInfo, 'dataId' | 'shape'>): boolean {
    return this.#functions.has_nan(this.at({ dataId }), sizeOf(shape)) !== 0;
  }

  /** How many floats of room matrix products need, to pack their operands. */
  matmulRoom(): number {
    return this.#functions.matmul_room();
  }

  /** How many floats of room convolutions with patches of so many values need, to lay them out. */
  convolutionRoom(patch: number): number {
    return this.#functions.convolution_room(patch);
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
