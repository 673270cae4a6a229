import * as tf from '@tensorflow/tfjs-core';
import type { KnownShape } from '../../support/shape.js';
import { heldVariables } from '../memory.js';
import { type Recorder, RecordingError } from '../recording/recorder.js';
import { RecordingScope } from '../recording/recording-scope.js';
import type { TensorSpec } from '../recording/step-compiler.js';
import type { Output } from './c-api.js';
import { Graph, type GraphTensor } from './graph.js';
import type { ActiveRecording, Entry, NativeBackend } from './native-backend.js';
import { type Attribute, dtypeOf, gatherAttributes, TF_TYPES, typeNumber } from './types.js';

/** A tensor from before the recording that it uses. */
export interface Capture {
  readonly output: Output;
  readonly dataId: object;
  /** The variable whose value it is; undefined for a tensor that never changes. */
  readonly variable: tf.Variable | undefined;
}

/** Random numbers that the recording uses. */
export interface Draw {
  readonly output: Output;
  readonly shape: KnownShape;
  readonly dtype: 'float32' | 'int32';
  readonly draw: () => Float32Array | Int32Array;
}

/** A value that a part of a recording gives to others. */
export interface Result {
  readonly part: number;
  readonly index: number;
}

/** What is computed between two parts of a recording, of values that were given to it. */
export interface Outside {
  readonly given: readonly (TensorSpec & { readonly result: Result })[];
  readonly compute: (given: readonly tf.Tensor[]) => readonly tf.Tensor[];
}

/** What was recorded between two calls of the outside: a graph, and what goes in and out. */
export class Part {
  /** What each run gives it: the batch, or what the outside made. */
  readonly given: Output[] = [];
  readonly captures: Capture[] = [];
  readonly draws: Draw[] = [];
  /** What it takes of the parts before it. */
  readonly carried: { readonly output: Output; readonly result: Result }[] = [];
  /** What later parts and the outside take of it. */
  readonly wanted: { readonly dataId: object; readonly output: Output }[] = [];
  /** Tensors by what they are in its graph. */
  readonly outputs = new Map<object, Output>();
  /** What comes behind it; null for the last part. */
  outside: Outside | null = null;

  constructor(
    readonly number: number,
    readonly graph: Graph,
  ) {}

  /** The inputs of its function. */
  get inputs(): Output[] {
    const { given, draws, carried, captures } = this;
    return [...given, ...[...draws, ...carried, ...captures].map(({ output }) => output)];
  }

  /** Notes that somebody takes a value of it. */
  want(dataId: object, output: Output): Result {
    let index = this.wanted.findIndex((one) => one.dataId === dataId);
    if (index < 0) index = this.wanted.push({ dataId, output }) - 1;
    return { part: this.number, index };
  }
}

/**
 * Records what a function computes into a graph. Variables and other tensors from before become inputs, numbers that the
 * function makes become constants, and variables that it assigns have their old values again after {@link rollBack}.
 *
 * With a `capacity`, inputs are stacks of that many, and the recording is the body of a loop over them.
 */
export class Recording implements Recorder, ActiveRecording {
  readonly parts: Part[] = [];
  /** The number of the loop's turn; null where there is no loop. */
  readonly turn: Output | null;
  /** The part in which an output was made. */
  private readonly homes = new Map<Output, Part>();
  private readonly scope: RecordingScope;
  private readonly variables: Map<object, tf.Variable>;

  constructor(
    private readonly backend: NativeBackend,
    readonly capacity: number | null,
  ) {
    const { graph } = this.begin();
    this.turn = capacity === null ? null : graph.placeholder(TF_TYPES.TF_INT32, []);
    const known = [...heldVariables(), ...Object.values(tf.engine().registeredVariables)];
    const here = known.filter(({ isDisposed, dataId }) => !isDisposed && backend.entries.has(dataId));
    for (const variable of here) unshare(backend, variable);
    this.scope = new RecordingScope(this, here, () => this.rollBack());
    this.variables = new Map(here.map((variable) => [variable.dataId, variable]));
    backend.recording = this;
  }

  /** The part that is being recorded. */
  get part(): Part {
    return this.parts.at(-1)!;
  }

  /** A tensor that is an input: one of a stack where there is a loop. */
  input(shape: readonly number[], dtype: tf.DataType): tf.Tensor {
    const { tensor, output } = this.slot(shape, dtype);
    this.part.given.push(output);
    return tensor;
  }

  random(shape: KnownShape, dtype: 'float32' | 'int32', draw: Draw['draw']): tf.Tensor {
    const { tensor, output } = this.slot(shape, dtype);
    this.part.draws.push({ output, shape: [...shape], dtype, draw });
    return tensor;
  }

  outside(
    given: readonly tf.Tensor[],
    results: readonly TensorSpec[],
    compute: Outside['compute'],
  ): tf.Tensor[] {
    if (this.capacity !== null) throw new RecordingError('goes outside between batches of one call');
    this.part.outside = {
      given: given.map(({ dataId, shape, dtype }) => ({
        ...{ shape, dtype },
        result: this.resultOf(dataId),
      })),
      compute,
    };
    this.begin();
    return results.map(({ shape, dtype }) => this.input(shape, dtype));
  }

  /** Adds an operation in place of running it. */
  add(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[] {
    const given = inputs.map(({ dataId }) => this.outputOf(dataId));
    return this.part.graph.add(name, attributes, given, outputs).map((made) => this.toTensor(made));
  }

  /** What stands for a tensor in the graph of the last part. */
  outputOf(dataId: object): Output {
    const { outputs } = this.part;
    const known = outputs.get(dataId);
    if (known !== undefined) return known;
    const { backend } = this;
    const entry = backend.entry(dataId);
    if (entry.recording !== null && entry.recording !== this)
      throw new RecordingError('uses a tensor of another recording');
    const output =
      this.symbolOf(dataId, entry) ??
      (entry.recording === this ? this.constant(entry) : this.capture(dataId, entry));
    outputs.set(dataId, output);
    return output;
  }

  /** The part where a tensor was made, and what it is there; for one from before, the last part. */
  placeOf(dataId: object): { readonly part: Part; readonly output: Output } {
    const { symbol, recording } = this.backend.entry(dataId);
    const home = symbol !== null && recording === this ? this.homes.get(symbol) : undefined;
    if (symbol !== null && home !== undefined) return { part: home, output: symbol };
    return { part: this.part, output: this.outputOf(dataId) };
  }

  /** Variables that have another value now, with what it was. */
  assigned(): ReturnType<RecordingScope['assigned']> {
    return this.scope.assigned();
  }

  refuseReading(entry: Entry): void {
    if (entry.recording === this && entry.symbol === null) return;
    throw new RecordingError('reads the value of a tensor (dataSync, arraySync, numpy, data)');
  }

  /** Ends recording: variables have the values from before. The graph stays. */
  rollBack(): void {
    this.backend.recording = null;
    this.scope.close();
  }

  private slot(shape: readonly number[], dtype: tf.DataType): { tensor: tf.Tensor; output: Output } {
    const { capacity, turn } = this;
    const { graph } = this.part;
    const type = typeNumber(dtype);
    if (capacity === null || turn === null) {
      const output = graph.placeholder(type, shape);
      return { output, tensor: this.toTensor({ output, type, shape: [...shape] }) };
    }
    const output = graph.placeholder(type, [capacity, ...shape]);
    const axis = graph.constant(Int32Array.of(0), [], 'int32');
    const [one] = graph.add('GatherV2', gatherAttributes(dtype), [output, turn, axis], 1) as [GraphTensor];
    return { output, tensor: this.toTensor(one) };
  }

  private begin(): Part {
    const part = new Part(this.parts.length, new Graph(this.backend.runtime));
    this.parts.push(part);
    return part;
  }

  private resultOf(dataId: object): Result {
    const { part, output } = this.placeOf(dataId);
    return part.want(dataId, output);
  }

  /** A tensor of this recording in the last part; one of an earlier part is handed on. */
  private symbolOf(dataId: object, { symbol, dtype, shape }: Entry): Output | null {
    if (symbol === null || this.homes.get(symbol) === this.part) return symbol;
    const output = this.part.graph.placeholder(typeNumber(dtype), shape);
    this.part.carried.push({ output, result: this.resultOf(dataId) });
    return output;
  }

  private toTensor({ output, type, shape }: GraphTensor): tf.Tensor {
    this.homes.set(output, this.part);
    const dtype = dtypeOf(type);
    if (dtype === undefined) throw new RecordingError(`makes a tensor of a type that tfjs lacks (${type})`);
    return this.backend.toTensor({ symbol: output, dtype, shape });
  }

  private constant(entry: Entry): Output {
    return this.part.graph.constant(entry.values!, entry.shape, entry.dtype);
  }

  private capture(dataId: object, entry: Entry): Output {
    this.backend.upload(entry);
    const { graph, captures } = this.part;
    const output = graph.placeholder(typeNumber(entry.dtype), entry.shape);
    captures.push({ output, dataId, variable: this.variables.get(dataId) });
    return output;
  }
}

/** A variable that shares its value (with a clone, with another variable) gets a handle of its own. */
export function unshare(backend: NativeBackend, variable: tf.Variable): void {
  const entry = backend.entry(variable.dataId);
  if (entry.refCount === 1) return;
  const handle = backend.runtime.share(backend.upload(entry));
  const own = backend.toTensor({ handle, dtype: variable.dtype, shape: [...variable.shape] });
  variable.assign(own);
  own.dispose();
}
