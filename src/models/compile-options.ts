import type { OptimizerId } from '../optimizers/index.js';
import { checkChoice, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { CompileLossLike, LossWeights } from './compile-loss.js';
import type { CompileMetricsLike } from './compile-metrics.js';

/** Options of {@link Model.compile}. */
export interface CompileOptions {
  /** A name or an instance; 'rmsprop' by default. */
  readonly optimizer?: OptimizerId;
  /** A name, a function or an instance; for several outputs also a list, or a dictionary by output name. */
  readonly loss?: CompileLossLike;
  /** What each output's loss counts in the sum; 1 by default. */
  readonly lossWeights?: LossWeights;
  /** What to report, without sample weights. 'accuracy' is chosen by the labels. */
  readonly metrics?: CompileMetricsLike | null;
  /** What to report, with sample weights. */
  readonly weightedMetrics?: CompileMetricsLike | null;
  /**
   * False (the default): a step is recorded, and runs as one operation on native and cuda, as a list of kernels on wasm and
   * webgpu. True: every step runs as it is written, which cpu always does.
   */
  readonly runEagerly?: boolean;
  /**
   * Batches in one call of the backend, and between two calls of the batch hooks. 'auto', the default: one if a callback
   * looks at every batch, else as many as leave time for the display and for interrupts.
   */
  readonly stepsPerExecution?: number | 'auto';
  /**
   * Whether recorded steps are compiled to machine code by XLA, on backends that have it. 'auto', the default: those that
   * are run often enough for that to pay, and have neither convolutions nor recurrent layers of more than three steps. True: an error where a step cannot be; on wasm and
   * webgpu steps with code of one's own (a trainStep, a layer, a loss ...) are recorded then, which otherwise run as they are written.
   */
  readonly jitCompile?: boolean | 'auto';
  /** Accepted as in Keras; losses are float32, so there is nothing to scale. */
  readonly autoScaleLoss?: boolean;
}

// biome-ignore lint/suspicious/noEmptyInterface: a type `{}` would be dropped from the intersection
interface OptionsOfSubclass {}

/**
 * What `compile` takes. A subclass's may take others, as the optimizers of two networks, and calls `super.compile()`:
 * TypeScript would refuse it if it had no option in common with {@link CompileOptions} alone.
 */
export type CompileGiven = CompileOptions & OptionsOfSubclass;

const NAMES: readonly (keyof CompileOptions)[] = [
  'optimizer',
  'loss',
  'lossWeights',
  'metrics',
  'weightedMetrics',
  'runEagerly',
  'stepsPerExecution',
  'jitCompile',
  'autoScaleLoss',
];

/** Throws where an option is unknown or of the wrong kind. */
export function checkCompileOptions(options: CompileOptions): void {
  checkOptions('compile', options, NAMES);
  const { runEagerly, stepsPerExecution, jitCompile } = options;
  if (runEagerly !== undefined && typeof runEagerly !== 'boolean') {
    throw new ValueError(`compile: runEagerly must be true or false; received ${show(runEagerly)}.`);
  }
  if (stepsPerExecution !== undefined && stepsPerExecution !== 'auto') {
    checkPositiveInteger('compile', 'stepsPerExecution', stepsPerExecution);
  }
  if (jitCompile !== undefined && typeof jitCompile !== 'boolean')
    checkChoice('compile', 'jitCompile', jitCompile, ['auto']);
  if (runEagerly === true && jitCompile === true)
    throw new ValueError(
      'compile: a step that runs eagerly cannot be compiled; received runEagerly and jitCompile.',
    );
}
