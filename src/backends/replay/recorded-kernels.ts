import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import { heldVariables } from '../memory.js';
import { type NumberType, numberValues } from '../recording/late-values.js';
import { type Recorder, RecordingError } from '../recording/recorder.js';
import { RecordingScope } from '../recording/recording-scope.js';
import type { TensorSpec } from '../recording/step-compiler.js';

/** Where a value lies while a recording is replayed: a number in the list of all values. */
export type Slot = number;

/** A value and its form. */
export interface Place extends TensorSpec {
  readonly slot: Slot;
}

/** A kernel that was run: from which values, and to which. */
export interface KernelCall {
  readonly name: string;
  readonly inputs: readonly (readonly [name: string, place: Place])[];
  /** True if the kernel gets its inputs as a list, as a concatenation does. */
  readonly isList: boolean;
  readonly attrs: tf.NamedAttrMap | undefined;
  readonly outputs: readonly Slot[];
  /** True if it called other kernels through the engine, whose tensors it leaves. */
  readonly isComposed: boolean;
}

/** What was computed or looked at outside of the recording, of values of it. */
export interface OutsideCall {
  readonly given: readonly Place[];
  readonly compute: (given: readonly tf.Tensor[]) => readonly tf.Tensor[];
  readonly outputs: readonly Slot[];
}

/** Random numbers that are drawn for each run. */
export interface Draw {
  readonly slot: Slot;
  readonly shape: KnownShape;
  readonly dtype: 'float32' | 'int32';
  readonly draw: () => Float32Array | Int32Array;
}

/** A variable that a step assigns: where its value is before, and after. */
export interface Assigned {
  readonly variable: tf.Variable;
  readonly from: Slot;
  readonly to: Slot;
}

/** What the engine does here, beside what its types declare. */
interface Engine {
  runKernel(name: string, inputs: tf.NamedTensorMap, attributes?: tf.NamedAttrMap): tf.Tensor | tf.Tensor[];
  makeTensor(values: unknown, shape: readonly number[], dtype: tf.DataType, backend?: unknown): tf.Tensor;
  readSync(dataId: object): unknown;
  read(dataId: object): unknown;
  keep(tensor: tf.Tensor): tf.Tensor;
  removeDataId(dataId: object, backend: tf.KernelBackend): void;
  readonly state: { readonly kernelDepth: number };
}

const engine = tf.engine() as unknown as Engine;

const HOOKS = ['runKernel', 'makeTensor', 'readSync', 'read', 'keep'] as const;

/** Kernels whose results have shapes that depend on values. */
const SHAPED_BY_VALUES = new Set<string>([
  ...[tf.NonMaxSuppressionV3, tf.NonMaxSuppressionV4, tf.NonMaxSuppressionV5],
  ...[tf.RaggedGather, tf.RaggedRange, tf.RaggedTensorToTensor, tf.SparseSegmentMean, tf.SparseSegmentSum],
  ...[tf.SparseFillEmptyRows, tf.SparseReshape, tf.StringNGrams, tf.StringSplit, tf.Unique],
]);

/** Kernels whose results depend on the form of their input alone. */
const OF_THE_FORM = new Set<string>([tf.OnesLike, tf.ZerosLike]);

/** Types that a step may be given; text stays where it is. */
export const GIVEN_TYPES: readonly tf.DataType[] = ['float32', 'int32', 'bool'];

/**
 * Notes the kernels that run while a step is called with tensors of zeros. What a kernel makes of numbers that never change
 * is kept, and a kernel that only hands its input on is none.
 */
export class RecordedKernels implements Recorder {
  readonly calls: (KernelCall | OutsideCall)[] = [];
  readonly draws: Draw[] = [];
  readonly inputs: Slot[] = [];
  /** Variables that are read, with where their values are put. */
  readonly variables = new Map<tf.Variable, Slot>();
  /** Values that never change. The recording has a reference to each. */
  readonly constants = new Map<Slot, object>();
  private readonly slots = new Map<object, Slot>();
  /** Values that the step makes of numbers in JavaScript, which it may read. */
  private readonly numbers = new Set<object>();
  private readonly owners: ReadonlyMap<object, tf.Variable>;
  private readonly scope: RecordingScope;
  private readonly before: Pick<Engine, (typeof HOOKS)[number]>;
  private depth = 0;
  private isComposed = false;
  private refusal: RecordingError | null = null;

  constructor(private readonly backend: tf.KernelBackend) {
    const known = new Set([...heldVariables(), ...Object.values(tf.engine().registeredVariables)]);
    const variables = [...known].filter(({ isDisposed }) => !isDisposed);
    for (const variable of variables) if (backend.refCount(variable.dataId) > 1) separate(variable);
    this.owners = new Map(variables.map((variable) => [variable.dataId, variable]));
    this.scope = new RecordingScope(this, variables, () => this.abandon());
    this.before = Object.fromEntries(HOOKS.map((name) => [name, engine[name]])) as typeof this.before;
    engine.runKernel = (name, inputs, attributes) => this.runKernel(name, inputs, attributes);
    engine.makeTensor = (...given) => this.makeTensor(given);
    engine.readSync = (dataId) => this.read('readSync', dataId);
    engine.read = (dataId) => this.read('read', dataId);
    engine.keep = (tensor) => this.keepTensor(tensor);
  }

  /** How many values there are. */
  get size(): number {
    return this.count;
  }
  private count = 0;

  /** A tensor that is given anew for each run. */
  input({ shape, dtype }: TensorSpec): tf.Tensor {
    const tensor = this.zeros(shape, dtype);
    this.inputs.push(this.newSlot(tensor.dataId));
    return tensor;
  }

  random(shape: KnownShape, dtype: 'float32' | 'int32', draw: Draw['draw']): tf.Tensor {
    const tensor = this.zeros(shape, dtype);
    this.draws.push({ slot: this.newSlot(tensor.dataId), shape: [...shape], dtype, draw });
    return tensor;
  }

  outside(
    given: readonly tf.Tensor[],
    results: readonly TensorSpec[],
    compute: OutsideCall['compute'],
  ): tf.Tensor[] {
    const places = given.map((tensor) => this.placeOf(tensor));
    const tensors = results.map(({ shape, dtype }) => this.zeros(shape, dtype));
    this.calls.push({ given: places, compute, outputs: tensors.map(({ dataId }) => this.newSlot(dataId)) });
    return tensors;
  }

  verify(value: tf.Tensor, check: (value: tf.Tensor) => void): void {
    const compute = ([given]: readonly tf.Tensor[]) => {
      check(given!);
      return [];
    };
    this.calls.push({ given: [this.placeOf(value)], compute, outputs: [] });
  }

  /** Where a tensor's value is, and its form. */
  placeOf({ dataId, shape, dtype }: tf.TensorInfo): Place {
    return { slot: this.slotOf(dataId), shape: [...shape], dtype };
  }

  /** Variables that have another value now, with where it is; throws where the step has asked for a value that comes later. */
  assigned(): Assigned[] {
    if (this.refusal !== null) throw this.refusal;
    return this.scope.assigned().map(({ variable, before }) => ({
      variable,
      from: this.variables.get(variable) ?? this.slotOf(before),
      to: this.slotOf(variable.dataId),
    }));
  }

  /** Ends recording: variables have the values from before. */
  rollBack(): void {
    Object.assign(engine, this.before);
    this.scope.close();
  }

  /** Ends a recording that nothing will come of. */
  private abandon(): void {
    this.rollBack();
    giveUpAll(this.backend, this.constants);
  }

  private runKernel(
    name: string,
    inputs: tf.NamedTensorMap,
    attrs: tf.NamedAttrMap | undefined,
  ): tf.Tensor | tf.Tensor[] {
    const run = () => this.before.runKernel.call(engine, name, inputs, attrs);
    if (this.depth > 0) {
      this.isComposed = true;
      return run();
    }
    if (SHAPED_BY_VALUES.has(name))
      throw new RecordingError(`makes a tensor whose shape depends on values (${name})`);
    // What is read from before has to be known before the kernel may give it on.
    const places = Object.entries(inputs)
      .filter(([, tensor]) => tensor != null)
      .map(([key, tensor]) => [key, this.placeOf(tensor)] as const);
    this.depth += 1;
    this.isComposed = false;
    let result: tf.Tensor | tf.Tensor[];
    try {
      result = run();
    } finally {
      this.depth -= 1;
    }
    const outputs = Array.isArray(result) ? result : [result];
    if ([...outputs, ...Object.values(inputs)].some((one) => one?.dtype === 'string'))
      throw new RecordingError(`works on text (${name})`);
    const [first] = outputs;
    if (outputs.length === 1 && places.some(([key]) => inputs[key]!.dataId === first!.dataId)) return result;
    if (OF_THE_FORM.has(name) || places.every(([, { slot }]) => this.constants.has(slot))) {
      const areNumbers =
        OF_THE_FORM.has(name) || places.every(([key]) => this.numbers.has(inputs[key]!.dataId));
      for (const { dataId } of outputs) {
        this.keep(dataId);
        if (areNumbers) this.numbers.add(dataId);
      }
      return result;
    }
    const { isComposed } = this;
    this.calls.push({
      ...{ name, inputs: places, isList: Array.isArray(inputs), attrs, isComposed },
      outputs: outputs.map(({ dataId }) => this.newSlot(dataId)),
    });
    return result;
  }

  private makeTensor(given: Parameters<Engine['makeTensor']>): tf.Tensor {
    const tensor = this.before.makeTensor.apply(engine, given);
    if (this.depth === 0) this.numbers.add(tensor.dataId);
    return tensor;
  }

  private read(how: 'read' | 'readSync', dataId: object): unknown {
    if (this.depth > 0 || this.numbers.has(dataId)) return this.before[how].call(engine, dataId);
    const refusal = new RecordingError('reads the value of a tensor (dataSync, arraySync, numpy, data)');
    if (how === 'readSync') throw refusal;
    // Who asks for a value that comes later may not wait for it; the step runs again as it is written.
    this.refusal = refusal;
    return new Promise(() => {});
  }

  /** A tape keeps what kernels saved for it; what else a step keeps would be the zeros of this run. */
  private keepTensor(tensor: tf.Tensor): tf.Tensor {
    if (engine.state.kernelDepth === 0) throw new RecordingError('keeps a tensor (tf.keep)');
    return this.before.keep.call(engine, tensor);
  }

  /** A tensor of zeros that stands for one of each run. */
  private zeros(shape: readonly number[], dtype: tf.DataType): tf.Tensor {
    const size = tf.util.sizeFromShape([...shape]);
    return this.before.makeTensor.call(engine, numberValues(dtype as NumberType, size), shape, dtype);
  }

  private slotOf(dataId: object): Slot {
    const known = this.slots.get(dataId);
    if (known !== undefined) return known;
    const variable = this.owners.get(dataId);
    if (variable === undefined) return this.keep(dataId);
    const slot = this.newSlot(dataId);
    this.variables.set(variable, slot);
    return slot;
  }

  private newSlot(dataId: object): Slot {
    const slot = this.count++;
    this.slots.set(dataId, slot);
    return slot;
  }

  /** Keeps a value that never changes. */
  private keep(dataId: object): Slot {
    const slot = this.newSlot(dataId);
    this.backend.incRef(dataId);
    this.constants.set(slot, dataId);
    return slot;
  }
}

/** A variable that shares its value (with a clone, with another variable) gets one of its own: it is known by that. */
function separate(variable: tf.Variable): void {
  tf.tidy(() => {
    // By a kernel that writes a copy; clones share what they are made of.
    const isBool = variable.dtype === 'bool';
    variable.assign(isBool ? tf.logicalOr(variable, variable) : tf.add(variable, tf.zerosLike(variable)));
  });
}

/** Gives a reference to a value back; the engine forgets one that it was told of. */
export function giveUp(backend: tf.KernelBackend, dataId: object): void {
  if (backend.disposeData(dataId)) engine.removeDataId(dataId, backend);
}

/** The same of values that were kept. */
export function giveUpAll(backend: tf.KernelBackend, kept: Map<Slot, object>): void {
  for (const dataId of kept.values()) giveUp(backend, dataId);
  kept.clear();
}
