import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import { sizeOf } from '../../support/shape.js';
import {
  type ChosenRows,
  type Fill,
  type LateBackend,
  NUMBER_TYPES,
  type NumberType,
  type NumberValues,
  numberValues,
} from '../recording/late-values.js';
import type { Output, Pointer } from './c-api.js';
import type { Runtime } from './runtime.js';
import {
  type Attribute,
  boolAttribute,
  dtypeOf,
  TF_ATTRIBUTES,
  TF_TYPES,
  typeAttribute,
  typeNumber,
} from './types.js';

/** The name under which tfjs-node's kernels are registered. */
export const TFJS_NAME = 'tensorflow';

/** A recording as the backend knows it. */
export interface ActiveRecording {
  /** Adds an operation in place of running it. */
  add(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
  /** Throws where the value of an entry is not fixed. */
  refuseReading(entry: Entry): void;
}

/** A tensor of TensorFlow's from which JavaScript takes rows. */
interface HeldColumn {
  readonly handle: Pointer;
  readonly shape: KnownShape;
}

/** Rows of a column, by their numbers. */
export interface HeldRows {
  readonly column: HeldColumn;
  numbers(into: Int32Array): void;
}

/** What is behind a tensor: values that are still ours, or a tensor of TensorFlow's, or one of a recording. */
export interface Entry {
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
  refCount: number;
  values: tf.backend_util.BackendValues | null;
  /** Writes the values, where they are not written yet. */
  fill: Fill | null;
  /** Where the values that {@link fill} writes can be taken inside of TensorFlow. */
  readonly rows: HeldRows | null;
  handle: Pointer;
  /** The memory behind the handle, once somebody has looked: each new view of it would be memory to the garbage collector. */
  view: ArrayBuffer | null;
  symbol: Output | null;
  /** The recording in which it was made. */
  recording: ActiveRecording | null;
}

/** tfjs's backend on TensorFlow: what the kernels of tfjs-node call, and ours. */
export class NativeBackend extends tf.KernelBackend implements LateBackend {
  /** The constants, under the names that the kernels look for. */
  readonly binding = { ...TF_TYPES, ...TF_ATTRIBUTES };
  readonly isGPUPackage: boolean;
  readonly entries: tf.DataStorage<Entry>;
  /** The columns that views of their memory belong to. */
  private readonly columns = new WeakMap<ArrayBufferLike, HeldColumn>();
  /** While a step is recorded, operations go into its graph. */
  recording: ActiveRecording | null = null;

  constructor(
    readonly runtime: Runtime,
    readonly usesGpu: boolean,
  ) {
    super();
    this.isGPUPackage = usesGpu;
    this.entries = new tf.DataStorage<Entry>(this, tf.engine());
  }

  // What the kernels use.

  executeSingleInput(name: string, input: tf.TensorInfo): tf.Tensor {
    return this.executeSingleOutput(name, [typeAttribute('T', input)], [input]);
  }

  executeSingleOutput(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
  ): tf.Tensor {
    return this.executeMultipleOutputs(name, attributes, inputs, 1)[0]!;
  }

  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[] {
    const { recording } = this;
    if (recording !== null) return recording.add(name, attributes, inputs, outputs);
    const handles = inputs.map((input) => this.upload(this.entry(input.dataId)));
    return this.runtime.execute(name, attributes, handles, outputs).map((handle) => this.fromHandle(handle));
  }

  createReductionOpAttrs(tensor: tf.TensorInfo, keepDims = false): Attribute[] {
    return [boolAttribute('keep_dims', keepDims), typeAttribute('T', tensor), typeAttribute('Tidx', 'int32')];
  }

  getDTypeInteger(dtype: tf.DataType): number {
    return typeNumber(dtype);
  }

  applyActivation(
    input: tf.Tensor,
    activation?: string,
    preluActivationWeights?: tf.Tensor,
    leakyreluAlpha?: number,
  ): tf.Tensor {
    switch (activation) {
      case undefined:
      case 'linear':
        return input;
      case 'prelu':
        return tf.prelu(input, preluActivationWeights!);
      case 'leakyrelu':
        return tf.leakyRelu(input, leakyreluAlpha);
      case 'relu':
        return tf.relu(input);
      case 'relu6':
        return tf.relu6(input);
      case 'elu':
        return tf.elu(input);
      case 'sigmoid':
        return tf.sigmoid(input);
      default:
        throw new Error(`activation ${activation} is not known`);
    }
  }

  // Tensors.

  /** A tensor of the engine's for what TensorFlow made. */
  fromHandle(handle: Pointer): tf.Tensor {
    const type = this.runtime.typeOf(handle);
    const dtype = dtypeOf(type);
    if (dtype === undefined) return this.asInt32(handle, type);
    return this.toTensor({ handle, dtype, shape: this.runtime.shapeOf(handle) });
  }

  /** A tensor of the engine's for a tensor of TensorFlow's, or one of a recording. */
  toTensor(what: {
    readonly dtype: tf.DataType;
    readonly shape: number[];
    readonly handle?: Pointer;
    readonly symbol?: Output;
    readonly fill?: Fill;
    readonly rows?: HeldRows | null;
  }): tf.Tensor {
    const { dtype, shape, handle = 0n, symbol = null, fill = null, rows = null } = what;
    const dataId = {};
    const recording = symbol === null ? null : this.recording;
    const place = { handle, symbol, fill, rows, recording, view: null, values: null };
    this.entries.set(dataId, { shape, dtype, refCount: 1, ...place });
    return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
  }

  late(shape: KnownShape, dtype: NumberType, fill: Fill, rows: ChosenRows | null): tf.Tensor | null {
    if (this.recording !== null) return null;
    return this.toTensor({ shape: [...shape], dtype, fill, rows: rows && this.heldRows(shape, dtype, rows) });
  }

  lying(dataId: object): NumberValues | null {
    const entry = this.entry(dataId);
    const isNumbers = NUMBER_TYPES.includes(entry.dtype);
    if (this.usesGpu || entry.symbol !== null || !isNumbers) return null;
    if (entry.view === null) {
      const { buffer, handle } = this.runtime.view(this.upload(entry));
      this.columns.set(buffer, { handle, shape: entry.shape });
      entry.view = buffer;
    }
    return numberValues(entry.dtype as NumberType, sizeOf(entry.shape), entry.view);
  }

  entry(dataId: object): Entry {
    return this.entries.get(dataId);
  }

  /** TensorFlow's tensor for an entry; values that are still ours are copied first. */
  upload(entry: Entry): Pointer {
    if (entry.symbol !== null) throw new Error(LEFT_BEHIND);
    this.writeLate(entry);
    if (entry.values !== null) {
      entry.handle = this.runtime.handle(this.runtime.tensor(entry.values, entry.shape, entry.dtype));
      entry.values = null;
    }
    return entry.handle;
  }

  /** Copies the values of a tensor. */
  copyTo(into: NumberValues, dataId: object): void {
    const { fill } = this.entry(dataId);
    if (fill === null) into.set(this.readSync(dataId) as NumberValues);
    else fill(into);
  }

  /** Gives an entry another tensor of the same shape; gives the one that it had, which the caller owns then. */
  replace(dataId: object, handle: Pointer): Pointer {
    const entry = this.entry(dataId);
    const before = entry.handle;
    entry.values = null;
    entry.fill = null;
    entry.view = null;
    entry.handle = handle;
    return before;
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object {
    const dataId = {};
    this.entries.set(dataId, {
      shape,
      dtype,
      values,
      fill: null,
      rows: null,
      handle: 0n,
      view: null,
      symbol: null,
      recording: this.recording,
      refCount: 1,
    });
    return dataId;
  }

  override move(
    dataId: object,
    values: tf.backend_util.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    refCount: number,
  ): void {
    const place = { fill: null, rows: null, handle: 0n, view: null, symbol: null, recording: null };
    this.entries.set(dataId, { shape, dtype, values, refCount, ...place });
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    if (!this.entries.has(dataId)) throw new Error('This tensor was disposed of.');
    const entry = this.entry(dataId);
    this.recording?.refuseReading(entry);
    if (entry.symbol !== null) throw new Error(LEFT_BEHIND);
    this.writeLate(entry);
    return entry.values ?? this.runtime.read(entry.handle);
  }

  override async read(dataId: object): Promise<tf.backend_util.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.entries.has(dataId)) return true;
    const entry = this.entry(dataId);
    entry.refCount -= 1;
    if (!force && entry.refCount > 0) return false;
    if (entry.handle !== 0n) this.runtime.free(entry.handle);
    this.entries.delete(dataId);
    return true;
  }

  override refCount(dataId: object): number {
    return this.entries.has(dataId) ? this.entry(dataId).refCount : 0;
  }

  override incRef(dataId: object): void {
    this.entry(dataId).refCount += 1;
  }

  override numDataIds(): number {
    return this.entries.numDataIds();
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override async time(run: () => void): Promise<tf.BackendTimingInfo> {
    const start = performance.now();
    run();
    return { kernelMs: performance.now() - start };
  }

  /** Nothing: TensorFlow stays for the process's life. */
  override dispose(): void {}

  /** Rows of values that lie in TensorFlow's memory; those of a part of them have other numbers there. */
  private heldRows(shape: KnownShape, dtype: NumberType, { values, numbers }: ChosenRows): HeldRows | null {
    const column = this.columns.get(values.buffer);
    const row = shape.slice(1);
    const rowBytes = sizeOf(row) * tf.util.bytesPerElement(dtype);
    if (column === undefined || rowBytes === 0 || !tf.util.arraysEqual(column.shape.slice(1), row))
      return null;
    const first = values.byteOffset / rowBytes;
    return {
      column,
      numbers(into) {
        numbers(into);
        if (first > 0) for (let i = 0; i < into.length; i++) into[i]! += first;
      },
    };
  }

  /** Values that nobody has written yet. */
  private writeLate(entry: Entry): void {
    if (entry.fill === null) return;
    const values = numberValues(entry.dtype as NumberType, sizeOf(entry.shape));
    entry.fill(values);
    entry.values = values;
    entry.fill = null;
  }

  /** tfjs has no 64-bit integers and no bytes. */
  private asInt32(handle: Pointer, type: number): tf.Tensor {
    const attribute = (name: string, value: number) => ({ name, type: TF_ATTRIBUTES.TF_ATTR_TYPE, value });
    const types = [attribute('SrcT', type), attribute('DstT', TF_TYPES.TF_INT32)];
    const [cast] = this.runtime.execute('Cast', types, [handle], 1) as [Pointer];
    this.runtime.free(handle);
    return this.fromHandle(cast);
  }
}

const LEFT_BEHIND =
  'This tensor belongs to a step that was recorded, and has no value. Return it from the step, or compute it again.';
