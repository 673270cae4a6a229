import * as tf from '@tensorflow/tfjs-core';
import { heldVariables } from '../memory.js';

interface Inside {
  read(dataId: object): Promise<tf.backend_util.BackendValues>;
  readonly tensorMap: { get(dataId: object): { values?: unknown } | undefined };
}

/** By their data. */
const remembered = new WeakMap<object, tf.backend_util.BackendValues>();
/** What is to be remembered and was computed on the device. */
const computed = new Set<WeakRef<tf.Tensor>>();

/** Makes the values of all variables, and of constants of graphs, such as can be had at once: see {@link inMemory}. */
export async function variablesInMemory(): Promise<void> {
  await inMemory(heldVariables());
  const references = [...computed];
  computed.clear();
  for (const reference of references) {
    const constant = reference.deref();
    if (constant === undefined || constant.isDisposed) continue;
    await inMemory([constant]);
    rememberValues(constant);
  }
}

/** Makes values such as can be had at once, by another backend too: here they are read ahead, elsewhere they are. */
export async function inMemory(tensors: readonly tf.Tensor[]): Promise<void> {
  if (tf.getBackend() !== 'webgpu') return;
  const inside = tf.backend() as unknown as Inside;
  for (const { dataId } of tensors) {
    const data = inside.tensorMap.get(dataId);
    if (data !== undefined) data.values = await inside.read(dataId);
  }
}

/**
 * Keeps the value of a tensor that nothing changes, as the constant of a graph: configurations and files have it, and soon it is
 * on the device. One that was computed there is read with the variables.
 */
export function rememberValues(tensor: tf.Tensor): void {
  // Texts never leave memory.
  if (tf.getBackend() !== 'webgpu' || tensor.dtype === 'string') return;
  const values = (tf.backend() as unknown as Inside).tensorMap.get(tensor.dataId)?.values;
  if (ArrayBuffer.isView(values)) remembered.set(tensor.dataId, values as tf.backend_util.BackendValues);
  else computed.add(new WeakRef(tensor));
}

/** What {@link rememberValues} kept. */
export function rememberedValues(dataId: object): tf.backend_util.BackendValues | undefined {
  return remembered.get(dataId);
}
