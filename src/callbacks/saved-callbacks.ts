import * as tf from '@tensorflow/tfjs-core';
import { groupAt, type H5Array, type H5Group, makeGroup, numberedArrays } from '../saving/hdf5/h5-tree.js';
import { toH5Array } from '../saving/saved-array.js';
import type { KeepsState } from './callback-state.js';

/** Puts into a group what callbacks have counted, each under its class and a number. */
export function saveCallbacks(group: H5Group, callbacks: readonly KeepsState[]): void {
  for (const [name, callback] of named(callbacks)) {
    const state = callback.backupState();
    if (state === undefined) continue;
    const own = makeGroup(group, name);
    own.attributes.set('values', JSON.stringify(state.values, toJsonNumber));
    for (const [i, tensor] of (state.tensors ?? []).entries()) own.children.set(String(i), toH5Array(tensor));
  }
}

/** Gives callbacks what they had counted; those that were not there begin afresh. */
export function restoreCallbacks(group: H5Group | undefined, callbacks: readonly KeepsState[]): void {
  if (group === undefined) return;
  for (const [name, callback] of named(callbacks)) {
    const own = groupAt(group, name);
    if (own === undefined) continue;
    const values = JSON.parse(String(own.attributes.get('values')), fromJsonNumber) as Record<
      string,
      unknown
    >;
    const tensors = numberedArrays(own).map(toTensor);
    callback.restoreState({ values, tensors });
    tf.dispose(tensors);
  }
}

function named(callbacks: readonly KeepsState[]): (readonly [string, KeepsState])[] {
  const counts = new Map<string, number>();
  return callbacks.map((callback) => {
    const { className } = callback.constructor as unknown as { readonly className: string };
    const count = counts.get(className) ?? 0;
    counts.set(className, count + 1);
    return [`${className}_${count}`, callback];
  });
}

function toTensor({ shape, data }: H5Array): tf.Tensor {
  if (data instanceof Float32Array) return tf.tensor(data, [...shape]);
  return tf.tensor(Int32Array.from(data as Iterable<number | bigint>, Number), [...shape], 'int32');
}

/** JSON has no NaN and no infinities, and logs may. */
export function toJsonNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

export function fromJsonNumber(_key: string, value: unknown): unknown {
  const { number } = (value ?? {}) as { readonly number?: unknown };
  return typeof number === 'string' ? Number(number) : value;
}
