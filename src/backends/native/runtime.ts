import type * as tf from '@tensorflow/tfjs-core';
import { showShape } from '../../support/shape.js';
import { OutOfMemoryError, showBytes } from '../out-of-memory.js';
import { loadApi, type Pointer, type TensorFlowApi } from './c-api.js';
import { CallsAhead } from './calls-ahead.js';
import { Contexts, type Setup } from './contexts.js';
import { type Attribute, gatherAttributes, longs, TF_ATTRIBUTES, TF_TYPES, typeNumber } from './types.js';

/** A device of TensorFlow. */
export interface Device {
  /** As `/job:localhost/replica:0/task:0/device:GPU:0`. */
  readonly name: string;
  /** 'CPU', 'GPU'. */
  readonly type: string;
  /** The memory that TensorFlow may use there, in bytes; for a CPU it says little. */
  readonly bytes: number;
}

/** The most outputs that an operation may have. */
const OUTPUTS = 4096;

/** Bytes of one TF_TString in a tensor. */
const STRING_BYTES = 24;

/** TensorFlow in this process: its contexts, tensors in its memory, and operations on them one by one. */
export class Runtime {
  readonly api: TensorFlowApi;
  readonly contexts: Contexts;
  private readonly outputs = new BigUint64Array(new ArrayBuffer(8 * OUTPUTS));
  private readonly count = new Int32Array(new ArrayBuffer(128));
  /** Calls that {@link executeAhead} began. */
  readonly ahead: CallsAhead;
  private executors: { readonly ahead: Pointer; readonly beside: Pointer } | undefined;
  private readonly viewed = new FinalizationRegistry<{ tensor: Pointer; handle: Pointer }>((view) => {
    this.api.TF_DeleteTensor(view.tensor);
    this.free(view.handle);
  });

  /** Loads the library in `folder`; how it is set up, is asked when it computes for the first time. */
  constructor(
    readonly folder: string,
    setup: () => Setup,
  ) {
    const api = loadApi(folder);
    this.api = api;
    this.contexts = new Contexts(api, setup);
    this.ahead = new CallsAhead({
      wait: (handle) => {
        const tensor = api.TFE_TensorHandleResolve(handle, api.status);
        api.check('recorded function');
        api.TF_DeleteTensor(tensor);
      },
      free: (handle) => this.free(handle),
      forgive: () => {
        const { ahead } = this.executors!;
        api.TFE_ExecutorWaitForAllPendingNodes(ahead, api.status);
        api.TF_SetStatus(api.status, 0, '');
        api.TFE_ExecutorClearError(ahead);
      },
    });
    // The process must not end under a thread that computes.
    process.once('exit', () => {
      const { ahead, beside } = this.executors ?? {};
      for (const executor of [ahead, beside])
        if (executor !== undefined) api.TFE_ExecutorWaitForAllPendingNodes(executor, api.status);
    });
  }

  get version(): string {
    return this.api.TF_Version();
  }

  /** The devices that TensorFlow can use. */
  devices(): Device[] {
    const { api } = this;
    const list = api.TFE_ContextListDevices(this.contexts.usual, api.status);
    api.check('list of devices');
    const found = Array.from({ length: api.TF_DeviceListCount(list) }, (_, i) => ({
      name: api.TF_DeviceListName(list, i, api.status),
      type: api.TF_DeviceListType(list, i, api.status),
      bytes: Number(api.TF_DeviceListMemoryBytes(list, i, api.status)),
    }));
    api.TF_DeleteDeviceList(list);
    api.check('list of devices');
    return found;
  }

  /** A tensor of TensorFlow's own memory that is not filled yet: `fill` gets the address of its first byte. */
  allocate(type: number, shape: readonly number[], bytes: number, fill: (at: Pointer) => void): Pointer {
    const { api } = this;
    const tensor = api.TF_AllocateTensor(type, longs(shape), shape.length, bytes);
    if (tensor === 0n)
      throw new OutOfMemoryError(
        `TensorFlow: no memory for a tensor ${showShape(shape)} of ${showBytes(bytes)}`,
      );
    fill(api.TF_TensorData(tensor));
    return tensor;
  }

  /** A TF_Tensor with values. */
  tensor(values: tf.backend_util.BackendValues, shape: readonly number[], dtype: tf.DataType): Pointer {
    if (dtype === 'string') return this.stringTensor(values as Uint8Array[], shape);
    const bytes = asBytes(values, dtype);
    return this.allocate(typeNumber(dtype), shape, bytes.byteLength, (at) => this.api.write(at, bytes));
  }

  /** A handle on a TF_Tensor, which belongs to the handle then. */
  handle(tensor: Pointer): Pointer {
    const { api } = this;
    const handle = api.TFE_NewTensorHandle(tensor, api.status);
    api.TF_DeleteTensor(tensor);
    api.check('tensor');
    return handle;
  }

  /** A second handle on the same tensor. */
  share(handle: Pointer): Pointer {
    this.ahead.settle();
    const copy = this.api.TFE_TensorHandleCopySharingTensor(handle, this.api.status);
    this.api.check('tensor');
    return copy;
  }

  free(handle: Pointer): void {
    this.api.TFE_DeleteTensorHandle(handle);
  }

  typeOf(handle: Pointer): number {
    return this.api.TFE_TensorHandleDataType(handle);
  }

  shapeOf(handle: Pointer): number[] {
    const { api } = this;
    const shape: number[] = new Array(api.TFE_TensorHandleNumDims(handle, api.status));
    for (let i = 0; i < shape.length; i++) shape[i] = Number(api.TFE_TensorHandleDim(handle, i, api.status));
    return shape;
  }

  /** The values behind a handle, copied. */
  read(handle: Pointer): Float32Array | Int32Array | Uint8Array | Uint8Array[] {
    this.ahead.settle();
    const { api } = this;
    const tensor = api.TFE_TensorHandleResolve(handle, api.status);
    api.check('reading a tensor');
    try {
      const bytes = Number(api.TF_TensorByteSize(tensor));
      const type = this.typeOf(handle);
      if (type === TF_TYPES.TF_STRING) return this.strings(tensor, bytes / STRING_BYTES);
      const copy = api.read(api.TF_TensorData(tensor), bytes);
      if (type === TF_TYPES.TF_FLOAT || type === TF_TYPES.TF_COMPLEX64) return new Float32Array(copy);
      return type === TF_TYPES.TF_INT32 ? new Int32Array(copy) : new Uint8Array(copy);
    } finally {
      api.TF_DeleteTensor(tensor);
    }
  }

  /** The bytes behind a handle on a tensor in this machine's memory; they and a handle of their own stay as long as the buffer. */
  view(handle: Pointer): { readonly buffer: ArrayBuffer; readonly handle: Pointer } {
    const { api } = this;
    const own = this.share(handle);
    const tensor = api.TFE_TensorHandleResolve(own, api.status);
    api.check('reading a tensor');
    const buffer = api.view(api.TF_TensorData(tensor), Number(api.TF_TensorByteSize(tensor)));
    this.viewed.register(buffer, { tensor, handle: own });
    return { buffer, handle: own };
  }

  /** Runs one operation or function; gives the handles of its outputs. */
  execute(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Pointer[],
    outputs: number,
  ): Pointer[] {
    this.ahead.settle();
    return this.call(name, attributes, inputs, outputs);
  }

  /**
   * Begins a function in a thread of TensorFlow's, behind those that were begun before; its outputs are handles that can
   * be given to the next one at once. `begun` says what happens when it is done or has failed.
   */
  executeAhead(
    name: string,
    inputs: readonly Pointer[],
    outputs: number,
    begun: (handles: readonly Pointer[]) => { done(): void; undo(): void },
  ): void {
    const { api } = this;
    let handles: Pointer[];
    try {
      handles = this.inThread('ahead', () => this.call(name, [], inputs, outputs));
    } catch (error) {
      // Behind a call that failed none can begin: that one is taken back, and says why.
      this.ahead.settle();
      throw error;
    }
    const probe = api.TFE_TensorHandleCopySharingTensor(handles[0]!, api.status);
    api.check('recorded function');
    this.ahead.add({ probe, ...begun(handles) });
  }

  /**
   * Gathers parts of a tensor along its first axis, in another thread than the calls ahead: for one of those, while an
   * earlier one computes. Gives a handle that can be given to it at once.
   */
  gatherBeside(from: Pointer, numbers: Pointer, dtype: tf.DataType): Pointer {
    const axis = this.handle(this.tensor(Int32Array.of(0), [], 'int32'));
    const gather = (executor: Pointer) => {
      // What failed here before is known to the call that it was for.
      this.api.TFE_ExecutorClearError(executor);
      return this.call('GatherV2', gatherAttributes(dtype), [from, numbers, axis], 1)[0]!;
    };
    try {
      return this.inThread('beside', gather);
    } finally {
      this.free(axis);
    }
  }

  /** Has what `begin` calls computed in another thread. */
  private inThread<T>(thread: 'ahead' | 'beside', begin: (executor: Pointer) => T): T {
    const { api } = this;
    this.executors ??= { ahead: api.TFE_NewExecutor(1, 0, 0), beside: api.TFE_NewExecutor(1, 0, 0) };
    const executor = this.executors[thread];
    return this.contexts.through(executor, () => begin(executor));
  }

  private call(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Pointer[],
    outputs: number,
  ): Pointer[] {
    const { api } = this;
    const { status } = api;
    const op = api.TFE_NewOp(this.contexts.of(name), api.name(name), status);
    api.check(name);
    try {
      for (const input of inputs) api.TFE_OpAddInput(op, input, status);
      for (const attribute of attributes) this.setAttribute(op, attribute);
      api.check(name);
      this.count[0] = outputs;
      api.TFE_Execute(op, this.outputs, this.count, status);
      api.check(name);
    } finally {
      api.TFE_DeleteOp(op);
    }
    return Array.from(this.outputs.subarray(0, outputs));
  }

  private setAttribute(op: Pointer, { name, type, value }: Attribute): undefined {
    const { api } = this;
    const at = api.name(name);
    switch (type) {
      case TF_ATTRIBUTES.TF_ATTR_TYPE:
        return api.TFE_OpSetAttrType(op, at, value as number);
      case TF_ATTRIBUTES.TF_ATTR_BOOL:
        return api.TFE_OpSetAttrBool(op, at, value ? 1 : 0);
      case TF_ATTRIBUTES.TF_ATTR_INT:
        if (!Array.isArray(value)) return api.TFE_OpSetAttrInt(op, at, value as number);
        return api.TFE_OpSetAttrIntList(op, at, longs(value), value.length);
      case TF_ATTRIBUTES.TF_ATTR_FLOAT:
        if (!Array.isArray(value)) return api.TFE_OpSetAttrFloat(op, at, value as number);
        return api.TFE_OpSetAttrFloatList(op, at, Float32Array.from(value), value.length);
      case TF_ATTRIBUTES.TF_ATTR_STRING:
        return api.TFE_OpSetAttrString(op, at, api.name(value as string), Buffer.byteLength(value as string));
      case TF_ATTRIBUTES.TF_ATTR_SHAPE: {
        const shape = value as readonly number[];
        return api.TFE_OpSetAttrShape(op, at, longs(shape), shape.length, api.status);
      }
      default:
        throw new Error(`${name}: attributes of type ${type} are not known`);
    }
  }

  private stringTensor(values: readonly Uint8Array[], shape: readonly number[]): Pointer {
    const { api } = this;
    return this.allocate(TF_TYPES.TF_STRING, shape, values.length * STRING_BYTES, (at) => {
      for (const [i, value] of values.entries()) {
        const place = at + BigInt(i * STRING_BYTES);
        api.TF_StringInit(place);
        api.TF_StringCopy(place, value, value.length);
      }
    });
  }

  private strings(tensor: Pointer, count: number): Uint8Array[] {
    const { api } = this;
    const at = api.TF_TensorData(tensor);
    return Array.from({ length: count }, (_, i) => {
      const place = at + BigInt(i * STRING_BYTES);
      const bytes = Number(api.TF_StringGetSize(place));
      return new Uint8Array(api.read(api.TF_StringGetDataPointer(place), bytes));
    });
  }
}

/** Values in the layout that TensorFlow has for the dtype. */
export function asBytes(values: tf.backend_util.BackendValues, dtype: tf.DataType): ArrayBufferView {
  const list = values as ArrayLike<number>;
  if (dtype === 'int32') return list instanceof Int32Array ? list : Int32Array.from(list);
  if (dtype === 'bool') return list instanceof Uint8Array ? list : Uint8Array.from(list);
  return list instanceof Float32Array ? list : Float32Array.from(list);
}
