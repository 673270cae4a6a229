import type { Tensor } from '@tensorflow/tfjs-core';
import type { Variable } from '../backends/variable.js';
import type { FitPosition } from '../callbacks/fit-position.js';
import type { History } from '../callbacks/history.js';
import type { Training } from '../callbacks/training.js';
import type { Batch } from '../data/batch.js';
import type { Replication } from '../distribute/replication.js';
import type { Tensors } from '../layers/call.js';
import type { SymbolicInputs } from '../layers/symbolic-tensor.js';
import type { Metric } from '../metrics/index.js';
import type { Optimizer } from '../optimizers/index.js';
import type { StepLogs } from './step-logs.js';
import type { Trainer } from './trainer.js';

/** What fit, evaluate and predict need of a model. */
export interface Trainable extends Training {
  readonly optimizer: Optimizer;
  readonly trainableWeights: Variable[];
  readonly nonTrainableWeights: Variable[];
  /** The replicas that it trains with; null where there is one. */
  readonly replication: Replication | null;
  history: History | null;
  fitPosition: FitPosition | null;
  readonly metrics: Metric[];
  /** What `compile` set; an error before. `where` is the method that needs it. */
  trainer(where: string): Trainer;
  /** The same; null before. */
  readonly compiledTrainer: Trainer | null;
  trainStep(data: Batch): StepLogs;
  testStep(data: Batch): StepLogs;
  predictStep(data: Batch): Tensors;
  /** What it gives for inputs of these shapes. */
  computeOutputSpec(inputs: SymbolicInputs): SymbolicInputs;
  /** The model and all layers inside it. */
  flattenLayers(): readonly object[];
  /** Keeps the losses that layers added in the last step. */
  keepLosses(): void;
  resetMetrics(): void;
  /** The values of all metrics under their log keys. */
  getMetricsResult(): StepLogs;
  /** The log keys of `metrics`, in their order. */
  metricKeys(): string[];
}

/** Results of predictions, stacked. */
export type Predictions = Tensor | Tensors;
