import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../support/shape.js';
import { type NumberType, type NumberValues, numberValues } from '../recording/late-values.js';
import { RecordingError } from '../recording/recorder.js';
import type { CompiledStep, Step, StepOptions, StepValues, TensorSpec } from '../recording/step-compiler.js';
import type { Pointer } from './c-api.js';
import type { NamedFunction } from './contexts.js';
import type { Graph } from './graph.js';
import { batchesWorthJit, convolves } from './machine-code.js';
import type { NativeBackend } from './native-backend.js';
import { type Draw, type Outside, type Part, Recording, type Result, unshare } from './recording.js';
import { loopFunctions, partFunction } from './step-functions.js';
import { typeNumber } from './types.js';

/** Where an input that the step captured comes from at each call. */
type Source = { readonly variable: tf.Variable } | { readonly handle: Pointer };

/** A part of the step, as it runs. */
interface RecordedPart {
  readonly name: string;
  readonly draws: readonly Draw[];
  readonly carried: readonly Result[];
  readonly sources: readonly Source[];
  /** How many values it gives to other parts; behind them it gives those of the step at these places. */
  readonly wanted: number;
  readonly places: readonly number[];
  readonly outside: Outside | null;
}

/** A stack of inputs in TensorFlow's memory, written anew for each call: a part for each batch. */
interface Stack {
  readonly handle: Pointer;
  readonly parts: readonly NumberValues[];
}

/** Multiplications of an operation from which on several threads are quicker than one. */
const WORTH_SHARING = 5e6;

/** Serialized tensorflow.AttrValue { b: true }. */
const TRUE = Uint8Array.of(0x28, 1);

let count = 0;

/**
 * A step as one TensorFlow function, or as a loop over several batches in one. Where it does something outside, as
 * exchanging values with other replicas, it is one function before that and one behind it.
 */
export class RecordedStep implements CompiledStep {
  capacity: number;
  jitPaysFrom = Number.POSITIVE_INFINITY;
  private jit = false;
  /** Whether several threads work on each operation. */
  private wide = false;
  private functions: readonly string[] = [];
  private parts: readonly RecordedPart[] = [];
  /** Two where calls are made ahead: one is written while TensorFlow reads the other. */
  private stacks: Map<number, Stack>[] = [];
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
    const isWhole = this.parts.length === 1;
    const begins = ahead && isWhole && this.worked && !backend.usesGpu && this.total > 0;
    // The one before the last is done with what it was given.
    runtime.ahead.settle(begins ? 1 : 0);
    for (const variable of this.assigned) {
      unshare(backend, variable);
      backend.upload(backend.entry(variable.dataId));
    }
    try {
      const draw = ({ draws }: RecordedPart) =>
        draws.map(({ draw, shape, dtype }) => own(runtime.tensor(draw(), shape, dtype)));
      const [whole] = this.parts as readonly [RecordedPart];
      const batch =
        capacity === 1
          ? batches[0]!.map(({ dataId }) => backend.upload(backend.entry(dataId)))
          : [
              own(runtime.tensor(Int32Array.of(batches.length), [], 'int32')),
              ...this.stacked(batches, begins, made),
            ];
      if (!isWhole) return this.take(this.executeParts(batch, draw, made)).values;
      const given = capacity === 1 ? [...batch, ...draw(whole)] : batch;
      if (!begins) return this.take(this.execute(0, given)).values;
      let values!: StepValues;
      runtime.executeAhead(whole.name, [...given, ...this.captured(whole)], this.total, (handles) => {
        const taken = this.take(handles, true);
        values = taken.values;
        return taken;
      });
      return values;
    } finally {
      for (const handle of made) runtime.free(handle);
    }
  }

  /** Runs the parts and what is between them; gives the values of the step. What else there was is freed with `made`. */
  private executeParts(
    batch: readonly Pointer[],
    draw: (part: RecordedPart) => readonly Pointer[],
    made: Pointer[],
  ): Pointer[] {
    const found: Pointer[] = [];
    const results: Pointer[][] = [];
    let given = batch;
    for (let i = 0; i < this.parts.length; i++) {
      const { carried, wanted, places, outside } = this.parts[i]!;
      const before = carried.map(({ part, index }) => results[part]![index]!);
      const handles = this.execute(i, [...given, ...draw(this.parts[i]!), ...before]);
      made.push(...handles);
      results.push(handles.slice(0, wanted));
      places.forEach((place, k) => {
        found[place] = handles[wanted + k]!;
      });
      if (outside !== null) given = this.outside(outside, results, made);
    }
    const last = new Set(found);
    made.splice(0, made.length, ...made.filter((handle) => !last.has(handle)));
    return found;
  }

  /** Has values computed between two parts; what it gives is freed with `made`. */
  private outside({ given, compute }: Outside, results: readonly Pointer[][], made: Pointer[]): Pointer[] {
    const { backend } = this;
    const { runtime } = backend;
    let handles: Pointer[] = [];
    tf.tidy(() => {
      const tensors = given.map(({ shape, dtype, result: { part, index } }) =>
        backend.toTensor({ handle: runtime.share(results[part]![index]!), dtype, shape: [...shape] }),
      );
      handles = compute(tensors).map(({ dataId }) => runtime.share(backend.upload(backend.entry(dataId))));
    });
    made.push(...handles);
    return handles;
  }

  dispose(): void {
    for (const stacks of this.stacks)
      for (const { handle } of stacks.values()) this.backend.runtime.free(handle);
    this.stacks = [];
    this.forget();
  }

  /** Takes the functions back. */
  private forget(): void {
    const { runtime } = this.backend;
    runtime.ahead.settle();
    const { functions } = this;
    for (const { sources } of this.parts)
      for (const source of sources) if ('handle' in source) runtime.free(source.handle);
    this.functions = [];
    this.parts = [];
    runtime.contexts.forget(functions);
  }

  /**
   * Calls the function of a part. Where XLA turns out to be unable to compile it, the step is recorded again without, and
   * goes on from this part.
   */
  private execute(number: number, given: readonly Pointer[]): Pointer[] {
    const call = () => {
      const part = this.parts[number]!;
      const results = part.wanted + part.places.length;
      return this.backend.runtime.execute(part.name, [], [...given, ...this.captured(part)], results);
    };
    try {
      const handles = call();
      this.worked ||= number === this.parts.length - 1;
      return handles;
    } catch (error) {
      if (!this.jit || this.worked || this.options.jit !== 'auto') throw error;
      this.forget();
      this.record(false);
      return call();
    }
  }

  private captured({ sources }: RecordedPart): Pointer[] {
    const { backend } = this;
    return sources.map((source) =>
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
    const recording = new Recording(backend, capacity === 1 ? null : capacity);
    let unfit = false;
    try {
      const inputs = this.inputs.map(({ shape, dtype }) => recording.input(shape, dtype));
      const values = this.step(inputs);
      const graphs = recording.parts.map(({ graph }) => graph);
      const paysFrom = jit === 'auto' ? batchesWorthJit(graphs) : Number.POSITIVE_INFINITY;
      this.jit = jit === 'auto' ? (this.options.expected ?? paysFrom) >= paysFrom : jit;
      this.jitPaysFrom = this.jit ? Number.POSITIVE_INFINITY : paysFrom;
      this.wide = this.isWorthSharing(graphs);
      unfit = capacity > 1 && !this.jit && this.isSlowInLoop(recording.part.graph);
      if (unfit) return;
      // One batch gives a list of one: an operation of its own after each call would take a tenth of a small step.
      const each = values.each == null ? null : capacity === 1 ? tf.reshape(values.each, [1]) : values.each;
      const state = recording.assigned();
      if (capacity === 1) this.defineParts(recording, each, values.outputs, state);
      else this.defineLoop(recording, each, values.outputs, state);
      this.assigned = state.map(({ variable }) => variable);
      this.outputs = values.outputs.map(({ shape, dtype }) => ({ shape: [...shape], dtype }));
      this.each = each !== null;
    } finally {
      recording.rollBack();
      for (const { graph } of recording.parts) graph.delete();
      if (unfit) {
        this.capacity = 1;
        this.record(jit);
      }
    }
  }

  /**
   * Convolutions, and what XLA made of several batches: for calls of one batch the threads wake up anew, and without XLA
   * the small operations between the large ones lose what those win.
   */
  private isWorthSharing(graphs: readonly Graph[]): boolean {
    if (!graphs.some(({ heaviest }) => heaviest >= WORTH_SHARING)) return false;
    return convolves(graphs) || (this.jit && this.capacity > 1);
  }

  /**
   * In a loop TensorFlow replaces only some gradients of pooling by oneDNN's: it takes the operations in an order that a
   * loop does not have. Eigen's take a fifth of a CNN's step, calls batch by batch a hundredth.
   */
  private isSlowInLoop({ operations }: Graph): boolean {
    return !this.backend.usesGpu && operations.has('MaxPoolGrad');
  }

  /** A function for each part; what the step gives comes from the parts where it was made. */
  private defineParts(
    recording: Recording,
    each: tf.Tensor | null,
    outputs: readonly tf.Tensor[],
    state: ReturnType<Recording['assigned']>,
  ): void {
    const places = [
      ...[...(each === null ? [] : [each]), ...outputs].map(({ dataId }) => recording.placeOf(dataId)),
      ...state.map(({ variable }) => recording.placeOf(variable.dataId)),
    ];
    const name = `cellgrad_step_${count++}`;
    const recorded = recording.parts.map((part): [RecordedPart, Pointer] => {
      const mine = places.flatMap((place, i) => (place.part === part ? [i] : []));
      const partName = `${name}_${part.number}`;
      const results = [...part.wanted, ...mine.map((i) => places[i]!)].map(({ output }) => output);
      return [this.recordedPart(partName, part, mine), partFunction(partName, part, results)];
    });
    this.parts = recorded.map(([part]) => part);
    this.define(
      recorded.map(([part, pointer]) => ({ name: part.name, pointer })),
      recorded.map(([, pointer]) => pointer),
    );
  }

  private defineLoop(
    recording: Recording,
    each: tf.Tensor | null,
    outputs: readonly tf.Tensor[],
    state: ReturnType<Recording['assigned']>,
  ): void {
    const outputOf = ({ dataId }: tf.Tensor) => recording.outputOf(dataId);
    const parts = {
      recording,
      each: each && outputOf(each),
      outputs: outputs.map(outputOf),
      state: state.map(({ variable, before }) => ({ before, output: outputOf(variable) })),
    };
    // A loop carries what it assigns, also what it never reads.
    for (const { before } of state) recording.outputOf(before);
    const name = `cellgrad_step_${count++}`;
    const { capacity, jit } = this;
    const made = loopFunctions(name, this.backend.runtime, parts, { capacity, jit });
    const results = Number(each !== null) + outputs.length + state.length;
    const places = Array.from({ length: results }, (_, i) => i);
    this.parts = [this.recordedPart(name, recording.part, places)];
    this.define(made, [made.at(-1)!.pointer]);
  }

  private recordedPart(name: string, part: Part, places: readonly number[]): RecordedPart {
    const { backend } = this;
    return {
      name,
      places,
      draws: part.draws,
      carried: part.carried.map(({ result }) => result),
      sources: part.captures.map(({ variable, dataId }) =>
        variable === undefined
          ? { handle: backend.runtime.share(backend.upload(backend.entry(dataId))) }
          : { variable },
      ),
      wanted: part.wanted.length,
      outside: part.outside,
    };
  }

  /** Makes TensorFlow know functions, of which those that are called may be compiled to machine code. */
  private define(made: readonly NamedFunction[], called: readonly Pointer[]): void {
    const { api, contexts } = this.backend.runtime;
    try {
      if (this.jit) {
        for (const pointer of called) {
          api.TF_FunctionSetAttrValueProto(pointer, '_XlaMustCompile', TRUE, TRUE.length, api.status);
          api.check('XLA');
        }
      }
      contexts.define(made, this.wide);
      this.functions = made.map((one) => one.name);
    } finally {
      for (const { pointer } of made) api.TF_DeleteFunction(pointer);
    }
  }

  /**
   * Inputs of several batches one behind the other; what is missing up to the capacity is never looked at. Rows of a column
   * that TensorFlow holds are gathered there; handles that are made for this call go into `made`.
   */
  private stacked(
    batches: readonly (readonly tf.Tensor[])[],
    ahead: boolean,
    made: Pointer[],
  ): readonly Pointer[] {
    const { inputs } = this;
    const { draws } = this.parts[0]!;
    if (ahead) this.stacks.reverse();
    if (this.stacks.length < (ahead ? 2 : 1)) this.stacks.unshift(new Map());
    const stacks = this.stacks[0]!;
    const stackOf = (spec: TensorSpec, j: number) => {
      const stack = stacks.get(j) ?? this.stack(spec);
      stacks.set(j, stack);
      return stack;
    };
    const given = inputs.map((spec, j) => {
      const gathered = this.gathered(batches, j);
      if (gathered !== null) {
        made.push(gathered);
        return gathered;
      }
      // The loop takes a copy of each part, so that what it gives never shares this memory.
      const { handle, parts } = stackOf(spec, j);
      for (const [i, batch] of batches.entries()) this.backend.copyTo(parts[i]!, batch[j]!.dataId);
      return handle;
    });
    const drawn = draws.map((spec, j) => stackOf(spec, inputs.length + j));
    // Batch by batch, as a step that is not recorded draws.
    for (let i = 0; i < batches.length; i++)
      for (const [j, { draw }] of draws.entries()) drawn[j]!.parts[i]!.set(draw());
    return [...given, ...drawn.map(({ handle }) => handle)];
  }

  /** An input of several batches as rows of one column that TensorFlow holds; null where they are none. */
  private gathered(batches: readonly (readonly tf.Tensor[])[], input: number): Pointer | null {
    const { backend, capacity } = this;
    const { runtime } = backend;
    const rows = batches.map((batch) => backend.entry(batch[input]!.dataId).rows);
    const [first] = rows;
    if (first == null || rows.some((one) => one?.column !== first.column)) return null;
    const { shape, dtype } = this.inputs[input]!;
    const count = shape[0]!;
    const numbers = new Int32Array(capacity * count);
    for (const [i, one] of rows.entries()) one!.numbers(numbers.subarray(i * count, (i + 1) * count));
    const chosen = runtime.handle(runtime.tensor(numbers, [capacity, count], 'int32'));
    try {
      return runtime.gatherBeside(first.column.handle, chosen, dtype);
    } finally {
      runtime.free(chosen);
    }
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
