import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import { type NumberType, type NumberValues, numberValues } from '../late-values.js';
import { RecordingError } from '../recorder.js';
import type { CompiledStep, Step, StepOptions, StepValues, TensorSpec } from '../step-compiler.js';
import type { Pointer } from './c-api.js';
import type { Graph } from './graph.js';
import type { NativeBackend } from './native-backend.js';
import { type Draw, Recording, unshare } from './recording.js';
import { batchFunction, loopFunctions, type RecordedParts } from './step-functions.js';
import { typeNumber } from './types.js';

/** Where an input that the step captured comes from at each call. */
type Source = { readonly variable: tf.Variable } | { readonly handle: Pointer };

/** A stack of inputs in TensorFlow's memory, written anew for each call: a part for each batch. */
interface Stack {
  readonly handle: Pointer;
  readonly parts: readonly NumberValues[];
}

/** Operations that XLA is slow at on a CPU. */
const CONVOLUTION = /Conv|Pool/;

/** Operations of a graph that XLA compiles in a second or two; recurrent layers, step by step, have more. */
const QUICK_TO_COMPILE = 1000;

/** Serialized tensorflow.AttrValue { b: true }. */
const TRUE = Uint8Array.of(0x28, 1);

let count = 0;

function isQuickWithXla({ size, operations }: Graph): boolean {
  return size <= QUICK_TO_COMPILE && ![...operations].some((name) => CONVOLUTION.test(name));
}

/** A step as one TensorFlow function, or as a loop over several batches in one. */
export class RecordedStep implements CompiledStep {
  capacity: number;
  readonly mayJit: boolean;
  private jit = false;
  private name = '';
  private functions: readonly string[] = [];
  private draws: readonly Draw[] = [];
  private sources: readonly Source[] = [];
  /** Two where calls are made ahead: one is written while TensorFlow reads the other. */
  private stacks: (readonly Stack[])[] = [];
  private assigned: readonly tf.Variable[] = [];
  private outputs: readonly TensorSpec[] = [];
  private each = false;
  private worked = false;

  constructor(
    private readonly backend: NativeBackend,
    private readonly step: Step,
    private readonly inputs: readonly TensorSpec[],
    private readonly options: StepOptions,
  ) {
    const other = inputs.find(({ dtype }) => !['float32', 'int32', 'bool'].includes(dtype));
    if (other) throw new RecordingError(`takes a tensor of type ${other.dtype}`);
    this.capacity = options.capacity;
    this.mayJit = options.jit !== false;
    this.record(options.jit);
  }

  run(batches: readonly (readonly tf.Tensor[])[], ahead = false): StepValues {
    const { backend, capacity } = this;
    const { runtime } = backend;
    const made: Pointer[] = [];
    const own = (tensor: Pointer): Pointer => {
      const handle = runtime.handle(tensor);
      made.push(handle);
      return handle;
    };
    const begins = ahead && this.worked && !backend.usesGpu && this.total > 0;
    // The one before the last is done with what it was given.
    runtime.ahead.settle(begins ? 1 : 0);
    for (const variable of this.assigned) {
      unshare(backend, variable);
      backend.upload(backend.entry(variable.dataId));
    }
    try {
      const given =
        capacity === 1
          ? [
              ...batches[0]!.map(({ dataId }) => backend.upload(backend.entry(dataId))),
              ...this.draws.map(({ draw, shape, dtype }) => own(runtime.tensor(draw(), shape, dtype))),
            ]
          : [
              own(runtime.tensor(Int32Array.of(batches.length), [], 'int32')),
              ...this.stacked(batches, begins),
            ];
      if (!begins) return this.take(this.execute(given)).values;
      let values!: StepValues;
      runtime.executeAhead(this.name, [...given, ...this.captured()], this.total, (handles) => {
        const taken = this.take(handles, true);
        values = taken.values;
        return taken;
      });
      return values;
    } finally {
      for (const handle of made) runtime.free(handle);
    }
  }

  dispose(): void {
    for (const { handle } of this.stacks.flat()) this.backend.runtime.free(handle);
    this.stacks = [];
    this.forget();
  }

  /** Takes the functions back. */
  private forget(): void {
    const { runtime } = this.backend;
    runtime.ahead.settle();
    const { api, context } = runtime;
    for (const name of this.functions) api.TFE_ContextRemoveFunction(context, name, api.status);
    for (const source of this.sources) if ('handle' in source) runtime.free(source.handle);
    this.functions = [];
    this.sources = [];
    api.check('recorded function');
  }

  /** Calls the function. Where XLA turns out to be unable to compile it, it is recorded again without. */
  private execute(given: readonly Pointer[]): Pointer[] {
    const call = () =>
      this.backend.runtime.execute(this.name, [], [...given, ...this.captured()], this.total);
    try {
      const handles = call();
      this.worked = true;
      return handles;
    } catch (error) {
      if (!this.jit || this.worked || this.options.jit !== 'auto') throw error;
      this.forget();
      this.record(false);
      return call();
    }
  }

  private captured(): Pointer[] {
    const { backend } = this;
    return this.sources.map((source) =>
      'handle' in source ? source.handle : backend.upload(backend.entry(source.variable.dataId)),
    );
  }

  /** Values that a call gives. */
  private get total(): number {
    return Number(this.each) + this.outputs.length + this.assigned.length;
  }

  /** Gives the variables their new values, and the step its own. What they were is kept where the call is `ahead`. */
  private take(
    handles: readonly Pointer[],
    ahead = false,
  ): { readonly values: StepValues; done(): void; undo(): void } {
    const { backend, capacity } = this;
    const { runtime, entries } = backend;
    const first = Number(this.each);
    const kept: { readonly dataId: object; readonly before: Pointer }[] = [];
    this.assigned.forEach((variable, i) => {
      const { dataId } = variable;
      const before = backend.replace(dataId, handles[first + this.outputs.length + i]!);
      if (ahead) kept.push({ dataId, before });
      else runtime.free(before);
    });
    const outputs = this.outputs.map(({ dtype, shape }, i) =>
      backend.toTensor({ handle: handles[first + i]!, dtype, shape: [...shape] }),
    );
    const each = this.each
      ? backend.toTensor({ handle: handles[0]!, dtype: 'float32', shape: [capacity] })
      : null;
    return {
      values: { outputs, each },
      done() {
        for (const { before } of kept) runtime.free(before);
      },
      undo() {
        for (const { dataId, before } of kept)
          runtime.free(entries.has(dataId) ? backend.replace(dataId, before) : before);
      },
    };
  }

  private record(jit: boolean | 'auto'): void {
    const { backend, capacity } = this;
    const { runtime } = backend;
    const recording = new Recording(backend, capacity === 1 ? null : capacity);
    let unfit = false;
    try {
      const inputs = this.inputs.map(({ shape, dtype }) => recording.input(shape, dtype));
      const values = this.step(inputs.map(({ tensor }) => tensor));
      this.jit = jit === 'auto' ? isQuickWithXla(recording.graph) : jit;
      unfit = capacity > 1 && !this.jit && this.isSlowInLoop(recording.graph);
      if (unfit) return;
      const state = recording.assigned();
      const parts: RecordedParts = {
        recording,
        given: [...inputs, ...recording.draws].map(({ output }) => output),
        // One batch gives a list of one: an operation of its own after each call would take a tenth of a small step.
        each: values.each
          ? recording.outputOf((capacity === 1 ? tf.reshape(values.each, [1]) : values.each).dataId)
          : null,
        outputs: values.outputs.map(({ dataId }) => recording.outputOf(dataId)),
        state,
      };
      // A loop carries what it assigns, also what it never reads.
      if (capacity > 1) for (const { before } of state) recording.outputOf(before);
      this.name = `cellgrad_step_${count++}`;
      this.define(parts);
      this.draws = recording.draws;
      this.assigned = state.map(({ variable }) => variable);
      this.outputs = values.outputs.map(({ shape, dtype }) => ({ shape: [...shape], dtype }));
      this.each = parts.each !== null;
      this.sources = recording.captures.map(({ variable, dataId }) =>
        variable === undefined
          ? { handle: runtime.share(backend.upload(backend.entry(dataId))) }
          : { variable },
      );
    } finally {
      recording.rollBack();
      recording.graph.delete();
      if (unfit) {
        this.capacity = 1;
        this.record(jit);
      }
    }
  }

  /**
   * In a loop TensorFlow replaces only some gradients of pooling by oneDNN's: it takes the operations in an order that a
   * loop does not have. Eigen's take a fifth of a CNN's step, calls batch by batch a hundredth.
   */
  private isSlowInLoop({ operations }: Graph): boolean {
    return !this.backend.usesGpu && operations.has('MaxPoolGrad');
  }

  /** Makes TensorFlow know the functions of the recording. */
  private define(parts: RecordedParts): void {
    const { name, jit, capacity } = this;
    const { runtime } = this.backend;
    const { api, context } = runtime;
    const made =
      capacity === 1
        ? [{ name, pointer: batchFunction(name, parts) }]
        : loopFunctions(name, runtime, parts, { capacity, jit });
    try {
      if (jit) {
        const main = made.at(-1)!.pointer;
        api.TF_FunctionSetAttrValueProto(main, '_XlaMustCompile', TRUE, TRUE.length, api.status);
        api.check('XLA');
      }
      for (const { pointer } of made) {
        api.TFE_ContextAddFunction(context, pointer, api.status);
        api.check('recorded function');
      }
      this.functions = made.map((one) => one.name);
    } finally {
      for (const { pointer } of made) api.TF_DeleteFunction(pointer);
    }
  }

  /** Inputs of several batches one behind the other; what is missing up to the capacity is never looked at. */
  private stacked(batches: readonly (readonly tf.Tensor[])[], ahead: boolean): Pointer[] {
    const { backend, inputs, draws } = this;
    if (ahead) this.stacks.reverse();
    // The loop takes a copy of each part, so that what it gives never shares this memory.
    if (this.stacks.length < (ahead ? 2 : 1))
      this.stacks.unshift([...inputs, ...draws].map((spec) => this.stack(spec)));
    const stacks = this.stacks[0]!;
    for (const [i, batch] of batches.entries()) {
      for (const [j, { dataId }] of batch.entries()) backend.copyTo(stacks[j]!.parts[i]!, dataId);
      for (const [j, { draw }] of draws.entries()) stacks[inputs.length + j]!.parts[i]!.set(draw());
    }
    return stacks.map(({ handle }) => handle);
  }

  private stack({ shape, dtype }: TensorSpec): Stack {
    const { capacity } = this;
    const { runtime } = this.backend;
    const size = sizeOf(shape);
    const bytes = size * tf.util.bytesPerElement(dtype);
    const parts: NumberValues[] = [];
    const tensor = runtime.allocate(typeNumber(dtype), [capacity, ...shape], capacity * bytes, (at) => {
      const memory = runtime.api.view(at, capacity * bytes);
      for (let i = 0; i < capacity; i++)
        parts.push(numberValues(dtype as NumberType, size, memory, i * bytes));
    });
    return { handle: runtime.handle(tensor), parts };
  }
}
