import type * as tf from '@tensorflow/tfjs-core';
import { fromShare } from '../backends/replica.js';
import type { Tensors } from '../layers/call.js';
import { firstTensor } from '../layers/call.js';
import { Mean, type Metric } from '../metrics/index.js';
import { get as getOptimizer, type Optimizer } from '../optimizers/index.js';
import { ValueError } from '../support/errors.js';
import { CompileLoss } from './compile-loss.js';
import { CompileMetrics } from './compile-metrics.js';
import { type CompileOptions, checkCompileOptions } from './compile-options.js';
import { lazyLogs, type StepLogs } from './step-logs.js';

/** What `compile` sets: optimizer, losses and metrics, and what they have counted. */
export class Trainer {
  readonly optimizer: Optimizer;
  readonly lossTracker = new Mean({ name: 'loss' });
  readonly loss: CompileLoss | null;
  readonly metrics: CompileMetrics | null;
  /** Batches between two calls of the batch hooks; 'auto': as many as nobody looks at. */
  readonly stepsPerExecution: number | 'auto';
  readonly runEagerly: boolean;
  /** Whether recorded steps are compiled to machine code. */
  readonly jitCompile: boolean | 'auto';
  /** The loss of the step that ran last; only good inside that step. */
  stepLoss: tf.Tensor | null = null;

  constructor(
    readonly options: CompileOptions,
    outputNames: readonly string[] | null,
  ) {
    checkCompileOptions(options);
    this.optimizer = getOptimizer(options.optimizer ?? 'rmsprop');
    this.runEagerly = options.runEagerly ?? false;
    const { loss, lossWeights } = options;
    this.loss = loss == null ? null : new CompileLoss(loss, lossWeights, outputNames, this.runEagerly);
    if (this.loss === null && lossWeights !== undefined) {
      throw new ValueError('compile: lossWeights needs a loss; received none.');
    }
    const { metrics, weightedMetrics } = options;
    this.metrics =
      metrics == null && weightedMetrics == null
        ? null
        : new CompileMetrics(metrics, weightedMetrics, outputNames);
    this.stepsPerExecution = options.stepsPerExecution ?? 'auto';
    this.jitCompile = options.jitCompile ?? 'auto';
  }

  /** Log keys and metrics of what was compiled, in Keras's order. */
  entries(): (readonly [key: string, metric: Metric])[] {
    return [
      ['loss', this.lossTracker],
      ...(this.metrics?.entries ?? []).map(({ key, metric }) => [key, metric] as const),
      ...(this.loss?.metrics ?? []).map((metric) => [metric.name, metric] as const),
    ];
  }

  /** The log key of a metric. */
  keyOf(metric: { readonly name: string }): string {
    return this.metrics?.entries.find((entry) => entry.metric === metric)?.key ?? metric.name;
  }

  /** Takes the loss of a batch into account. */
  trackLoss(loss: tf.Tensor, x: Tensors): void {
    this.stepLoss = fromShare(loss);
    this.lossTracker.updateState(this.stepLoss, firstTensor(x)?.shape[0] ?? 1);
  }
}

/** The logs of metrics, computed when they are looked at. */
export function metricLogs(entries: readonly (readonly [key: string, metric: Metric])[]): StepLogs {
  return lazyLogs(entries.map(([key, metric]) => [key, () => metric.result()] as const));
}
