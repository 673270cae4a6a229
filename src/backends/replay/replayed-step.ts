import * as tf from '@tensorflow/tfjs-core';
import { nameLackOfRoom } from '../out-of-memory.js';
import { compute, keepBooks } from '../recording/guarded.js';
import { RecordingError } from '../recording/recorder.js';
import type { CompiledStep, Step, StepOptions, StepValues, TensorSpec } from '../recording/step-compiler.js';
import {
  type Assigned,
  GIVEN_TYPES,
  giveUp,
  giveUpAll,
  type KernelCall,
  type OutsideCall,
  type Place,
  RecordedKernels,
  type Slot,
} from './recorded-kernels.js';

/** One kernel, ready to run again. */
interface Call {
  run(): void;
  readonly isOutside: boolean;
  /** Values that nobody needs behind it. */
  readonly spent: readonly Slot[];
}

/** A tensor for kernels that the engine knows nothing of; its value is put there before it is used. */
type Handle = tf.Tensor & { dataId: object };

/**
 * A step whose kernels run again for other data, one after the other: without the functions that called them, without
 * tapes and scopes, and without a tensor for each result.
 */
export class ReplayedStep implements CompiledStep {
  readonly capacity: number;
  /** There is no machine code to compile it to. */
  readonly jitPaysFrom = Number.POSITIVE_INFINITY;
  private readonly recorded: Pick<RecordedKernels, 'inputs' | 'draws' | 'variables' | 'constants'>;
  private readonly calls: readonly Call[];
  private readonly outputs: readonly Place[];
  private readonly each: Place | null;
  private readonly assigned: readonly Assigned[];
  /** What lies in the slots now; undefined where there is nothing, or nothing any more. */
  private readonly values: (object | undefined)[];
  /** Slots whose values are this step's own, and have to be given back. */
  private readonly owned = new Set<Slot>();
  private readonly handles: Handle[][];

  constructor(
    private readonly backend: tf.KernelBackend,
    step: Step,
    inputs: readonly TensorSpec[],
    { capacity }: StepOptions,
  ) {
    const other = inputs.find(({ dtype }) => !GIVEN_TYPES.includes(dtype));
    if (other) throw new RecordingError(`takes a tensor of type ${other.dtype}`);
    this.capacity = capacity;
    const recording = new RecordedKernels(backend);
    const { draws, variables, constants } = recording;
    // Not the recording itself: it knows all variables of the process.
    this.recorded = { inputs: recording.inputs, draws, variables, constants };
    try {
      const given = inputs.map((spec) => recording.input(spec));
      const values = step(given);
      this.outputs = values.outputs.map((tensor) => recording.placeOf(tensor));
      this.each = values.each == null ? null : recording.placeOf(values.each);
      this.assigned = recording.assigned();
    } catch (error) {
      giveUpAll(backend, constants);
      throw error;
    } finally {
      recording.rollBack();
    }
    this.values = new Array(recording.size);
    this.handles = Array.from({ length: recording.size }, () => []);
    this.calls = this.prepare(recording.calls);
    for (const [slot, dataId] of constants) this.put(slot, dataId);
    forgotten.register(this, { backend, constants }, this);
  }

  run(batches: readonly (readonly tf.Tensor[])[]): StepValues {
    const { recorded, outputs, each } = this;
    keepBooks(() => this.clear());
    for (const [variable, slot] of recorded.variables) this.put(slot, variable.dataId);
    const ofEach: tf.Tensor[] = [];
    let results: tf.Tensor[] = [];
    try {
      batches.forEach((batch, number) => {
        this.runBatch(batch);
        keepBooks(() => {
          const last = number === batches.length - 1;
          if (last) results = outputs.map((place) => this.toTensor(place));
          if (each !== null) ofEach.push(this.toTensor(each));
          this.advance();
        });
      });
    } finally {
      keepBooks(() => {
        this.assign();
        this.clear();
      });
    }
    return { outputs: results, each: each === null ? null : tf.stack(ofEach) };
  }

  dispose(): void {
    forgotten.unregister(this);
    keepBooks(() => {
      this.clear();
      giveUpAll(this.backend, this.recorded.constants);
    });
  }

  /** Computes the values of one batch. */
  private runBatch(batch: readonly tf.Tensor[]): void {
    const { recorded, backend, calls } = this;
    for (const [i, slot] of recorded.inputs.entries()) this.put(slot, batch[i]!.dataId);
    keepBooks(() => {
      for (const { slot, shape, dtype, draw } of recorded.draws)
        this.own(slot, backend.write(draw(), [...shape], dtype));
    });
    for (const { run, isOutside, spent } of calls) {
      // What is outside may wait for others, and guards what it does to the backend itself.
      if (isOutside) run();
      else compute(run);
      if (spent.length > 0) keepBooks(() => this.giveBack(spent));
    }
  }

  /** The values that the batch gave to variables are what the next one begins with. */
  private advance(): void {
    const next = this.assigned.map(({ to }) => {
      const dataId = this.values[to]!;
      this.backend.incRef(dataId);
      return dataId;
    });
    this.clear();
    for (const [i, { from }] of this.assigned.entries()) this.own(from, next[i]!);
  }

  /** Gives variables the values that the last whole batch left. */
  private assign(): void {
    for (const { variable, from } of this.assigned) {
      if (!this.owned.has(from) || variable.isDisposed) continue;
      const value = this.toTensor({ slot: from, shape: variable.shape, dtype: variable.dtype });
      variable.assign(value);
      value.dispose();
    }
  }

  private clear(): void {
    this.giveBack(this.owned);
  }

  private put(slot: Slot, dataId: object): void {
    this.values[slot] = dataId;
    for (const handle of this.handles[slot]!) handle.dataId = dataId;
  }

  private own(slot: Slot, dataId: object): void {
    this.put(slot, dataId);
    this.owned.add(slot);
  }

  private giveBack(slots: Iterable<Slot>): void {
    for (const slot of slots) if (this.owned.delete(slot)) giveUp(this.backend, this.values[slot]!);
  }

  /** A tensor of a value, which stays when the value is given back. */
  private toTensor({ slot, shape, dtype }: Place): tf.Tensor {
    const dataId = this.values[slot]!;
    this.backend.incRef(dataId);
    return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype }, this.backend);
  }

  /** The calls that lead to what is wanted, with what each of them is the last to use. */
  private prepare(recorded: RecordedKernels['calls']): Call[] {
    const wanted = [
      ...[...this.outputs, ...(this.each === null ? [] : [this.each])].map(({ slot }) => slot),
      ...this.assigned.map(({ to }) => to),
    ];
    const { inputs, variables, constants } = this.recorded;
    // What is wanted in the end is given back in the end, and the rest is not this step's to give back.
    const seen = new Set([
      ...wanted,
      ...inputs,
      ...variables.values(),
      ...constants.keys(),
      ...this.assigned.map(({ from }) => from),
    ]);
    const used = new Set(wanted);
    const calls: Call[] = [];
    for (const call of [...recorded].reverse()) {
      const given = 'name' in call ? call.inputs.map(([, place]) => place) : call.given;
      if ('name' in call && !call.outputs.some((slot) => used.has(slot))) continue;
      for (const { slot } of given) used.add(slot);
      const spent = [...call.outputs, ...given.map(({ slot }) => slot)].filter((slot) => {
        const isLast = !seen.has(slot);
        seen.add(slot);
        return isLast;
      });
      const isOutside = !('name' in call);
      calls.push({ run: isOutside ? this.outside(call) : this.kernel(call), isOutside, spent });
    }
    for (const [slot, dataId] of constants) {
      if (used.has(slot)) continue;
      constants.delete(slot);
      giveUp(this.backend, dataId);
    }
    return calls.reverse();
  }

  private kernel({ name, inputs, isList, attrs = {}, outputs, isComposed }: KernelCall): () => void {
    const { backend } = this;
    const { kernelFunc } = tf.getKernel(name, tf.engine().backendName);
    const given = (isList ? [] : {}) as Record<string, Handle>;
    for (const [key, place] of inputs) given[key] = this.handle(place);
    const call = { inputs: given, attrs, backend };
    const take = (result: tf.TensorInfo | tf.TensorInfo[]) => {
      const made = Array.isArray(result) ? result : [result];
      for (const [i, slot] of outputs.entries()) this.own(slot, made[i]!.dataId);
    };
    const run = () => {
      try {
        return kernelFunc(call);
      } catch (error) {
        throw nameLackOfRoom(error, name, given, attrs);
      }
    };
    if (!isComposed) return () => take(run());
    return () => {
      tf.tidy(() => {
        const result = run();
        for (const one of [result].flat()) if (one instanceof tf.Tensor) backend.incRef(one.dataId);
        take(result);
      });
    };
  }

  private outside({ given, compute: computeOutside, outputs }: OutsideCall): () => void {
    return () => {
      tf.tidy(() => {
        let tensors: readonly tf.Tensor[] = [];
        keepBooks(() => {
          tensors = given.map((place) => this.toTensor(place));
        });
        const results = computeOutside(tensors);
        keepBooks(() => {
          for (const [i, slot] of outputs.entries()) {
            const { dataId } = results[i]!;
            this.backend.incRef(dataId);
            this.own(slot, dataId);
          }
        });
      });
    };
  }

  private handle({ slot, shape, dtype }: Place): Handle {
    const handles = this.handles[slot]!;
    const known = handles.find((one) => one.dtype === dtype && tf.util.arraysEqual(one.shape, [...shape]));
    if (known !== undefined) return known;
    const made = new tf.Tensor([...shape], dtype, {}, -1) as Handle;
    handles.push(made);
    return made;
  }
}

interface Constants {
  readonly backend: tf.KernelBackend;
  readonly constants: Map<Slot, object>;
}

/** Steps go with the models that they belong to. */
const forgotten = new FinalizationRegistry<Constants>(({ backend, constants }) =>
  giveUpAll(backend, constants),
);
