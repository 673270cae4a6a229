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
  readonly metrics?: CompileMetricsLike;
  /** What to report, with sample weights. */
  readonly weightedMetrics?: CompileMetricsLike;
  /** Every step runs eagerly in any case until steps are compiled; accepted so that programs need not change. */
  readonly runEagerly?: boolean;
  /** Batches between two calls of the batch hooks; 1 by default. */
  readonly stepsPerExecution?: number | 'auto';
  /** Accepted as in Keras; without effect until steps are compiled. */
  readonly jitCompile?: boolean | 'auto';
  /** Accepted as in Keras; losses are float32, so there is nothing to scale. */
  readonly autoScaleLoss?: boolean;
}

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
  if (typeof jitCompile === 'string') checkChoice('compile', 'jitCompile', jitCompile, ['auto']);
}
