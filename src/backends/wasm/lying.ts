import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import { press } from '../memory.js';
import { NUMBER_TYPES, type NumberType, type NumberValues, numberValues } from '../recording/late-values.js';

/** What tfjs's backend has and does not declare. */
interface Inside {
  readonly wasm: {
    readonly asm: { readonly memory: { readonly buffer: ArrayBufferLike } };
    _free(at: number): void;
  };
  readonly dataIdMap: {
    get(dataId: object): {
      readonly memoryOffset: number;
      readonly dtype: tf.DataType;
      readonly shape: number[];
    };
  };
}

/** A place in the heap that somebody looks at. */
interface Place {
  readonly bytes: number;
  views: number;
  /** True: tfjs needs it no more. */
  free: boolean;
}

/**
 * Values of tensors where they lie in WebAssembly's memory. tfjs gives a tensor's memory to others when it is disposed of;
 * what somebody looks at is kept until garbage is collected. Views of a shared memory stay right when it grows.
 */
export class LyingValues {
  readonly #inside: Inside;
  readonly #free: (at: number) => void;
  readonly #places = new Map<number, Place>();
  readonly #seen = new WeakSet<SharedArrayBuffer>();
  readonly #gone = new FinalizationRegistry<number>((at) => this.#leave(at));

  constructor(backend: BackendWasm) {
    this.#inside = backend as unknown as Inside;
    const { wasm } = this.#inside;
    this.#free = wasm._free;
    wasm._free = (at) => this.#release(at);
  }

  /** The values of a tensor; null where they have to be copied. */
  of(dataId: object): NumberValues | null {
    const { memoryOffset: at, dtype, shape } = this.#inside.dataIdMap.get(dataId);
    const size = sizeOf(shape);
    const { buffer } = this.#inside.wasm.asm.memory;
    if (!(buffer instanceof SharedArrayBuffer) || !NUMBER_TYPES.includes(dtype) || size === 0) return null;
    this.#seen.add(buffer);
    const values = numberValues(dtype as NumberType, size, buffer, at >>> 0);
    const place = this.#places.get(at);
    if (place === undefined) this.#places.set(at, { bytes: values.byteLength, views: 1, free: false });
    else place.views += 1;
    this.#gone.register(values, at);
    return values;
  }

  /** True for values that lie in this memory, which may have grown since. */
  has({ buffer }: NumberValues): boolean {
    return buffer instanceof SharedArrayBuffer && this.#seen.has(buffer);
  }

  #release(at: number): void {
    const place = this.#places.get(at);
    if (place === undefined) this.#free(at);
    else {
      place.free = true;
      press(place.bytes);
    }
  }

  #leave(at: number): void {
    const place = this.#places.get(at)!;
    place.views -= 1;
    if (place.views > 0) return;
    this.#places.delete(at);
    if (place.free) this.#free(at);
  }
}
