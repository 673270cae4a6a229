import * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { sizeOf } from '../support/shape.js';
import { flatten, isContainer, mapStructure, type Nested } from '../support/structure.js';
import { bytesOf, emptyValues, HostTensor, type HostType, putValues } from './host-tensor.js';
import type { Stage } from './stage.js';
import { type Awaitable, chain } from './stream.js';

/** Under this symbol a dataset keeps the stage that its elements come from. */
export const ELEMENTS: unique symbol = Symbol('elements');

/** A dataset, as far as stages know it: what `window` gives and what `flatMap` takes. */
export interface InnerPipeline {
  readonly [ELEMENTS]: Stage<Element>;
}

/** A value of an element. Tensors in a pipeline belong to it: who takes them out of it disposes of them. */
export type Leaf = HostTensor | tf.Tensor | InnerPipeline;

/** What flows through a pipeline: values in tuples (arrays) and dictionaries. */
export type Element = Nested<Leaf>;

/** What functions of users may give as an element's value. */
export type ValueLike =
  | tf.Tensor
  | number
  | boolean
  | string
  | ArrayBufferView
  | InnerPipeline
  | readonly ValueLike[]
  | { readonly [name: string]: ValueLike };

export function isInnerPipeline(value: unknown): value is InnerPipeline {
  return typeof value === 'object' && value !== null && ELEMENTS in value;
}

/**
 * What a user's function gave, as an element. Numbers in arrays of one shape are a value; arrays of anything else are
 * tuples. A tensor is cloned, so that the pipeline may dispose of its own.
 */
export function toElement(where: string, value: unknown): Element {
  if (value instanceof tf.Tensor) return tf.clone(value);
  if (value instanceof HostTensor || isInnerPipeline(value)) return value;
  if (typeof value === 'number') return new HostTensor(Float32Array.of(value), [], 'float32');
  if (typeof value === 'boolean') return new HostTensor(Uint8Array.of(Number(value)), [], 'bool');
  if (typeof value === 'string') return new HostTensor([value], [], 'string');
  if (ArrayBuffer.isView(value)) return viewTensor(where, value);
  if (Array.isArray(value)) return regularTensor(value) ?? value.map((item) => toElement(where, item));
  if (isContainer(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toElement(where, item)]));
  }
  throw new ValueError(
    `${where}: expected tensors, numbers, texts or arrays, in arrays and dictionaries; received ${show(value)}.`,
    value === undefined ? { fix: 'return a value: (x, y) => [x, y]' } : {},
  );
}

function viewTensor(where: string, value: ArrayBufferView): HostTensor {
  if (value instanceof Float32Array) return new HostTensor(value, [value.length], 'float32');
  if (value instanceof Float64Array)
    return new HostTensor(Float32Array.from(value), [value.length], 'float32');
  if (value instanceof DataView || value instanceof BigInt64Array || value instanceof BigUint64Array) {
    throw new ValueError(
      `${where}: expected an array of numbers; received an instance of ${value.constructor.name}.`,
    );
  }
  if (value instanceof Uint8Array || value instanceof Int32Array)
    return new HostTensor(value, [value.length], 'int32');
  const numbers = value as unknown as ArrayLike<number>;
  return new HostTensor(Int32Array.from(numbers), [numbers.length], 'int32');
}

/** Arrays of numbers, booleans or texts of one shape as a value; undefined for anything else. */
export function regularTensor(rows: readonly unknown[]): HostTensor | undefined {
  const shape: number[] = [];
  let part: unknown = rows;
  while (Array.isArray(part) || isNumberView(part)) {
    shape.push(part.length);
    part = (part as ArrayLike<unknown>)[0];
  }
  const kind = typeof part;
  if (kind !== 'number' && kind !== 'boolean' && kind !== 'string') return undefined;
  const values: (number | string)[] | Float32Array =
    kind === 'string' ? new Array<string>(sizeOf(shape)) : new Float32Array(sizeOf(shape));
  let count = 0;
  const fill = (item: unknown, axis: number): boolean => {
    if (axis === shape.length) {
      if (typeof item !== kind) return false;
      values[count++] = kind === 'boolean' ? Number(item) : (item as number);
      return true;
    }
    if (!(Array.isArray(item) || isNumberView(item)) || item.length !== shape[axis]) return false;
    for (let i = 0; i < item.length; i++) if (!fill(item[i], axis + 1)) return false;
    return true;
  };
  if (!fill(rows, 0)) return undefined;
  if (kind === 'string') return new HostTensor(values as string[], shape, 'string');
  if (kind === 'boolean') return new HostTensor(Uint8Array.from(values as Float32Array), shape, 'bool');
  return new HostTensor(values as Float32Array, shape, 'float32');
}

function isNumberView(value: unknown): value is Float32Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** An element's tensors, to be given to somebody: those of the pipeline itself go along and are no longer its own. */
export function toTensors(element: Element): Nested<tf.Tensor> {
  return mapStructure(element, (leaf) => (leaf instanceof HostTensor ? leaf.tensor() : (leaf as tf.Tensor)));
}

/** Gives back the tensors of an element that nobody takes. Row numbers and the like hold none. */
export function release(item: unknown): void {
  if (typeof item === 'number' || item === null) return;
  for (const leaf of flatten(item as Element)) if (leaf instanceof tf.Tensor) leaf.dispose();
}

/** An element whose values are all on the host; its tensors are read and disposed of. */
export function toHost(element: Element): Awaitable<Nested<HostTensor | InnerPipeline>> {
  if (!flatten(element).some((leaf) => leaf instanceof tf.Tensor)) {
    return element as Nested<HostTensor | InnerPipeline>;
  }
  const found = new Map<Leaf, HostTensor>();
  const waits: Promise<void>[] = [];
  for (const leaf of flatten(element)) {
    if (!(leaf instanceof tf.Tensor)) continue;
    const read = chain(values(leaf), (numbers) => {
      found.set(leaf, new HostTensor(numbers, leaf.shape, leaf.dtype as HostType));
      leaf.dispose();
    });
    if (read instanceof Promise) waits.push(read);
  }
  const swap = () => mapStructure(element, (leaf) => found.get(leaf) ?? (leaf as HostTensor | InnerPipeline));
  return waits.length === 0 ? swap() : Promise.all(waits).then(swap);
}

/** WebGPU reads in the background only. */
function values(tensor: tf.Tensor): Awaitable<HostTensor['values']> {
  // Texts may be bytes that no text has.
  if (tensor.dtype === 'string') return bytesOf(tensor);
  if (tf.getBackend() === 'webgpu') return tensor.data() as unknown as Promise<HostTensor['values']>;
  return tensor.dataSync() as unknown as HostTensor['values'];
}

/** One value of several, along a new first axis. `where` names the stage. */
export function stackHost(where: string, leaves: readonly (HostTensor | InnerPipeline)[]): HostTensor {
  const head = leaves[0] as HostTensor;
  if (!(head instanceof HostTensor)) {
    throw new ValueError(`${where}: expected tensors; received a dataset.`, {
      fix: 'flatMap((window) => window.batch(n)) takes the windows first',
    });
  }
  const size = head.size;
  const values = emptyValues(head.dtype, size * leaves.length);
  for (const [i, leaf] of leaves.entries()) {
    const one = leaf as HostTensor;
    if (one.shape.join() !== head.shape.join()) {
      throw new ShapeError(
        `${where}: expected elements of one shape, [${head.shape.join(', ')}] as the first of this batch; received ` +
          `[${one.shape.join(', ')}] in its element ${i}.`,
        { fix: 'paddedBatch(n) pads them, or map(...) to one shape' },
      );
    }
    if (one.dtype !== head.dtype) {
      throw new ValueError(
        `${where}: expected elements of one dtype, ${head.dtype}; received ${one.dtype} in element ${i} of the batch.`,
      );
    }
    putValues(values, one.values, i * size);
  }
  return new HostTensor(values, [leaves.length, ...head.shape], head.dtype);
}
