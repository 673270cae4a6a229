import * as tf from '@tensorflow/tfjs-core';

/** What a step computes from one batch. */
export interface StepValues {
  /** Values of which only those of the last batch count. */
  readonly outputs: readonly tf.Tensor[];
  /** A scalar of which that of each batch counts. */
  readonly each?: tf.Tensor | null;
}

/** A step on the tensors of one batch; it may assign variables. */
export type Step = (inputs: readonly tf.Tensor[]) => StepValues;

/** What a tensor is, without its values. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
}

/** Options of {@link StepCompiler.compile}. */
export interface StepOptions {
  /** The most batches of one call. */
  readonly capacity: number;
  /** Whether the recording is compiled to machine code (XLA); 'auto': where that is quicker, all in all. */
  readonly jit: boolean | 'auto';
  /** How many batches there were, or are to come; without it, as many as make compiling pay. */
  readonly expected?: number;
}

/** A step that was recorded, for batches of one signature. */
export interface CompiledStep {
  readonly capacity: number;
  /** From how many batches on it is worth being compiled to machine code; infinite where it is already, or never will be. */
  readonly jitPaysFrom: number;
  /**
   * Runs the step on batches, one after the other; the first values of `each` are theirs. With `ahead` it may return
   * before they are computed, and what fails is thrown where somebody next waits for the backend.
   */
  run(batches: readonly (readonly tf.Tensor[])[], ahead?: boolean): StepValues;
  /** Gives its memory back. */
  dispose(): void;
}

/** A backend that can record a step and run it as one operation. */
export interface StepCompiler {
  /** Whose operations it records. */
  readonly backend: tf.KernelBackend;
  /**
   * True: what a recording spares is JavaScript alone. A step of the user's own may count or print at each batch, and is
   * recorded only where that is asked for.
   */
  readonly replays: boolean;
  /** So many batches of a signature run as they are written before the step is recorded: at least one. */
  readonly eagerBatches: number;
  /** Records the step; throws a RecordingError that says why where that cannot be. */
  compile(step: Step, inputs: readonly TensorSpec[], options: StepOptions): CompiledStep;
}

let compiler: StepCompiler | null = null;

/** The compiler of the backend in use; null if it has none, also where a program has set another one by tfjs's own means. */
export function stepCompiler(): StepCompiler | null {
  return compiler !== null && compiler.backend === tf.backend() ? compiler : null;
}

/** The router sets it with the backend. */
export function setStepCompiler(made: StepCompiler | null): void {
  compiler = made;
}
