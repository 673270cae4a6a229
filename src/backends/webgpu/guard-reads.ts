import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../../support/errors.js';
import { OutOfMemoryError } from '../out-of-memory.js';
import type { Device } from './open-gpu.js';
import { rememberedValues } from './values-in-memory.js';

interface Inside {
  read(dataId: object): Promise<tf.backend_util.BackendValues>;
  readSync(dataId: object): tf.backend_util.BackendValues;
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
  readonly tensorMap: { get(dataId: object): { values?: unknown; readonly dtype: string } | undefined };
}

/**
 * Makes errors of the device errors of the program. Dawn only logs that a shader or a command is invalid, and the result is
 * whatever lay in the buffer: here the next value that is read throws. A value on the device cannot be read without
 * waiting, either; that is an error that says how to wait.
 */
export function guardReads(backend: tf.KernelBackend, device: Device): void {
  const inside = backend as unknown as Inside;
  const { read, readSync } = inside;
  let failure: string | null = null;
  device.addEventListener('uncapturederror', ({ error }) => {
    // What follows from the first error says less.
    failure ??= error.message;
  });
  device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') failure ??= `the device was lost: ${message}`;
  });
  inside.read = async function (dataId) {
    // Nobody may refer to the tensor any more while its values are waited for.
    this.incRef(dataId);
    const values = await read.call(this, dataId).finally(() => {
      if (this.disposeData(dataId)) tf.engine().removeDataId(dataId, backend);
    });
    if (failure === null) return values;
    const [first] = failure.split('\n');
    failure = null;
    if (/out of memory/i.test(first!)) throw new OutOfMemoryError(`webgpu: ${first}`);
    throw new ValueError(`webgpu: a computation failed, and what was read is not its result: ${first}`, {
      fix: "await backends.use('wasm'), and compute it again",
    });
  };
  inside.readSync = function (dataId) {
    const remembered = rememberedValues(dataId);
    if (remembered !== undefined) return remembered;
    const data = this.tensorMap.get(dataId);
    if (data === undefined || data.values != null || data.dtype === 'string')
      return readSync.call(this, dataId);
    throw new ValueError('webgpu: expected a value in memory; this one is on the device.', {
      fix: 'await t.data(), or await t.array()',
    });
  };
}
