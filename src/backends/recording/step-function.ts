import * as tf from '@tensorflow/tfjs-core';
import { KeyboardInterrupt } from '../../support/errors.js';
import { objectNumber } from '../../support/object-number.js';
import { mapStructure, type Nested } from '../../support/structure.js';
import { userFrame } from '../../support/user-frame.js';
import { batchShareOf, currentReplica, setBatchShare } from '../replica.js';
import { activeRecorder, RecordingError } from './recorder.js';
import { type CompiledStep, type StepCompiler, stepCompiler } from './step-compiler.js';

/** What a step is called with: tensors in lists and dictionaries, as a batch has them, and other values. */
export type StepArguments = readonly Nested<unknown>[];

/** What a step gave: tensors, and the value that they belong to. */
export interface Outcome<T> {
  readonly tensors: readonly tf.Tensor[];
  /** A scalar that is wanted of each batch, as the loss is. */
  readonly each?: tf.Tensor | null;
  /** The value with other tensors in the places of these. */
  rebuild(tensors: readonly tf.Tensor[]): T;
}

/** What is known of the run that batches belong to. */
export interface StepPlan {
  /** How many batches are to come; null if that is not known. */
  readonly planned: number | null;
  /** The most batches in one call. */
  readonly capacity: number;
  /** True: somebody looks at the value after each call, so the step computes what it would else leave for later. */
  readonly read?: boolean;
  /** True: nobody looks at the value soon, so the next batches may be prepared while these are computed. */
  readonly ahead?: boolean;
}

/** Scalars of some batches: the first values of a tensor. */
export interface EachValue {
  readonly values: tf.Tensor;
  readonly batches: number;
}

/** What a {@link StepFunction} gave for some batches. */
export interface StepResult<T> {
  /** The value of the last batch. */
  readonly value: T;
  /** The scalars of the batches. */
  readonly each: readonly EachValue[];
}

/** How a {@link StepFunction} runs. */
export interface StepFunctionOptions {
  /** True: as it is written, always. */
  readonly eagerly: boolean;
  /** Whether it is compiled to machine code, where the backend can do that; true: it has to be recorded. */
  readonly jit: boolean | 'auto';
  /** True if it runs code of the user's, written for each batch. */
  readonly isOwn?: () => boolean;
}

interface Recorded<T> {
  readonly step: CompiledStep;
  readonly rebuild: (tensors: readonly tf.Tensor[]) => T;
}

/** Batches of one signature. */
interface Variant<T> {
  seen: number;
  /** Batches of any signature that were there before its first. */
  readonly since: number;
  recorded: Recorded<T> | null;
}

/** What is used of tfjs's engine beside what its types declare. */
const engine = tf.engine() as unknown as {
  readonly state: { readonly gradientDepth: number; readonly profiling: boolean };
};

/** Signatures that are kept; the one that was not used for the longest time goes. */
const VARIANTS = 32;

/**
 * A step that is recorded where the backend can do that. The first batches of a signature run eagerly, which makes what is
 * made once; behind them the recording runs. A step that cannot be recorded runs eagerly, and says why once.
 */
export class StepFunction<T> {
  readonly #variants = new Map<string, Variant<T>>();
  /** Batches of all signatures. */
  #seen = 0;
  /** Who made the recordings. */
  #compiler: StepCompiler | null = null;
  #refused = false;
  #state = '';
  /** Whether the step runs code of the user's, in this state; null while nobody has looked. */
  #isOwn: boolean | null = null;

  constructor(
    /** Its name in messages. */
    private readonly name: string,
    private readonly step: (batch: StepArguments, read: boolean) => Outcome<T>,
    private readonly options: StepFunctionOptions,
  ) {}

  /** True if the step is recorded, or may be. */
  get records(): boolean {
    const { eagerly, jit, isOwn } = this.options;
    const compiler = stepCompiler();
    if (this.#refused || eagerly || compiler === null || activeRecorder() !== null) return false;
    const { gradientDepth, profiling } = engine.state;
    // A tape around the step, a profile and tfjs's debug mode look at each operation.
    if (gradientDepth > 0) return false;
    if (!compiler.replays) return true;
    if (profiling || tf.env().getBool('DEBUG')) return false;
    this.#isOwn ??= isOwn?.() ?? false;
    return !this.#isOwn || jit === true;
  }

  /**
   * Runs the step on batches, inside a tidy of the caller's. `state` is what the step depends on beside the batch:
   * recordings of another state are not used.
   */
  run(batches: readonly StepArguments[], state: string, plan: StepPlan): StepResult<T> {
    const each: EachValue[] = [];
    let value!: T;
    let at = 0;
    if (this.#compiler !== stepCompiler()) this.#begin(stepCompiler());
    if (this.#state !== state) {
      this.#state = state;
      this.#isOwn = null;
    }
    while (at < batches.length) {
      const signature = this.records ? signatureOf(batches[at]!, state, plan) : null;
      const variant = signature === null ? null : this.#variant(signature);
      // The uneven last batch of an epoch needs no loop.
      const isAlone = at > 0 && at === batches.length - 1;
      const recorded =
        variant && this.#recordedFor(variant, batches[at]!, isAlone ? { ...plan, capacity: 1 } : plan);
      let end = at + 1;
      if (recorded) {
        const most = Math.min(batches.length, at + recorded.step.capacity);
        while (end < most && signatureOf(batches[end]!, state, plan) === signature) end += 1;
        const found = recorded.step.run(batches.slice(at, end).map(tensorsOf), plan.ahead);
        if (found.each) each.push({ values: found.each, batches: end - at });
        value = recorded.rebuild(found.outputs);
      } else {
        const outcome = this.step(batches[at]!, plan.read ?? false);
        if (outcome.each) each.push({ values: outcome.each, batches: 1 });
        value = outcome.rebuild(outcome.tensors);
      }
      if (variant) {
        variant.seen += end - at;
        this.#seen += end - at;
      }
      at = end;
    }
    return { value, each };
  }

  /** Gives the recordings' memory back. */
  dispose(): void {
    for (const { recorded } of this.#variants.values()) recorded?.step.dispose();
    this.#variants.clear();
  }

  /** What another backend recorded is of no use to this one. */
  #begin(compiler: StepCompiler | null): void {
    this.dispose();
    this.#compiler = compiler;
    this.#refused = false;
  }

  #variant(signature: string): Variant<T> {
    let variant = this.#variants.get(signature);
    if (variant !== undefined) {
      // The one that was not used for the longest time comes first.
      this.#variants.delete(signature);
      this.#variants.set(signature, variant);
      return variant;
    }
    const [oldest] = this.#variants;
    if (oldest !== undefined && this.#variants.size >= VARIANTS) {
      oldest[1].recorded?.step.dispose();
      this.#variants.delete(oldest[0]);
    }
    variant = { seen: 0, since: this.#seen, recorded: null };
    this.#variants.set(signature, variant);
    return variant;
  }

  #recordedFor(variant: Variant<T>, batch: StepArguments, plan: StepPlan): Recorded<T> | null {
    if (variant.seen < this.#compiler!.eagerBatches) return null;
    const { recorded } = variant;
    const expected = this.#expected(variant, plan);
    // What was recorded while it was rare is recorded again, for machine code, when it turns out to be frequent.
    if (recorded !== null && expected < recorded.step.jitPaysFrom) return recorded;
    recorded?.step.dispose();
    try {
      variant.recorded = this.#record(batch, plan, expected);
    } catch (error) {
      variant.recorded = null;
      if (error instanceof KeyboardInterrupt) throw error;
      this.dispose();
      this.#refused = true;
      if (this.options.jit === true) throw error;
      console.warn(`${this.name} runs eagerly, since it ${reasonOf(error as Error)}.`);
    }
    return variant.recorded;
  }

  /** How many batches of a signature there were, or are to come: the uneven last one of each epoch is one of many. */
  #expected({ seen, since }: Variant<T>, { planned }: StepPlan): number {
    return Math.max(seen, ((planned ?? 0) * seen) / (this.#seen - since));
  }

  #record(batch: StepArguments, { capacity, read = false }: StepPlan, expected: number): Recorded<T> {
    let rebuild!: Recorded<T>['rebuild'];
    const given = tensorsOf(batch);
    const specs = given.map(({ shape, dtype }) => ({ shape, dtype }));
    const shares = given.map(batchShareOf);
    const step = this.#compiler!.compile(
      (inputs) => {
        shares.forEach((share, i) => {
          if (share !== undefined) setBatchShare(inputs[i]!, share);
        });
        const outcome = this.step(replaceTensors(batch, inputs) as StepArguments, read);
        rebuild = outcome.rebuild;
        return { outputs: outcome.tensors, each: outcome.each ? tf.reshape(outcome.each, []) : null };
      },
      specs,
      { capacity, jit: this.options.jit, expected },
    );
    return { step, rebuild };
  }
}

/** A value with tensors in it, as a step gives it: tensors that the step made are replaced by those of each call. */
export function outcomeOf<T>(value: T, each: tf.Tensor | null = null): Outcome<T> {
  return {
    tensors: tensorsOf(value as Nested<unknown>),
    each,
    rebuild: (tensors) => replaceTensors(value as Nested<unknown>, tensors) as T,
  };
}

/** Variables are what they are; other tensors may be others in the next call. */
function isTensor(leaf: unknown): leaf is tf.Tensor {
  return leaf instanceof tf.Tensor && !(leaf instanceof tf.Variable);
}

/** The tensors, dictionaries in the order of their keys, which is kept. */
function tensorsOf(structure: Nested<unknown>): tf.Tensor[] {
  const tensors: tf.Tensor[] = [];
  mapStructure(structure, (leaf) => {
    if (isTensor(leaf)) tensors.push(leaf);
  });
  return tensors;
}

function replaceTensors(structure: Nested<unknown>, tensors: readonly tf.Tensor[]): Nested<unknown> {
  let next = 0;
  return mapStructure(structure, (leaf) => (isTensor(leaf) ? tensors[next++] : leaf));
}

function signatureOf(batch: StepArguments, state: string, { capacity, read }: StepPlan): string {
  const parts = mapStructure(batch, (leaf) => {
    if (isTensor(leaf)) return `${leaf.dtype}[${leaf.shape}]${batchShareOf(leaf) ?? ''}`;
    const isObject = (typeof leaf === 'object' && leaf !== null) || typeof leaf === 'function';
    return isObject ? `#${objectNumber(leaf)}` : `${typeof leaf} ${String(leaf)}`;
  });
  return `${capacity} ${read} ${JSON.stringify(parts)} ${state} ${currentReplica()?.share}`;
}

function reasonOf(error: Error): string {
  const frame = userFrame(error.stack);
  const why = error instanceof RecordingError ? error.message : `could not be recorded (${error.message})`;
  return frame === undefined ? why : `${why}, at ${frame}`;
}
