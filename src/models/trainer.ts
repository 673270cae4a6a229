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

/** What is told of a model that has no weights that train. */
interface Untrained {
  readonly className: string;
  readonly name: string;
  readonly weights: readonly unknown[];
}

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
  #warnedUntrained = false;

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

  /**
   * Says, once, that training changes nothing of a model without weights that train.
   *
   * @throws ValueError where it uses `variables` that train and are not its own.
   */
  untrained({ className, name, weights }: Untrained, variables: readonly tf.Variable[]): void {
    const has = `fit: ${className} ${name} has ${weights.length > 0 ? 'only frozen weights' : 'no weights'}`;
    if (weights.length === 0 && variables.length > 0) {
      throw new ValueError(`${has}, but computes with ${variables.length} that train.`, {
        fix: 'make the layers in fields of the class, not in call: dense = new layers.Dense({ units: 10 })',
      });
    }
    if (!this.#warnedUntrained) console.warn(`${has}: training changes nothing.`);
    this.#warnedUntrained = true;
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
