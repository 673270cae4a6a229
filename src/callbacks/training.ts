import type { TensorLike, Variable } from '@tensorflow/tfjs-core';
import type { Tensor } from '../backends/tensor.js';
import type { Saveable } from '../saving/saveable.js';
import type { FitPosition } from './fit-position.js';

/** Values of a batch or an epoch under Keras's keys: `loss`, `accuracy`, `val_loss` ... A callback may add its own. */
export type Logs = Record<string, number>;

/** What `onPredictBatchEnd` is told. */
export interface PredictLogs {
  /** The batch's outputs in the structure that the model gives: of one without a known kind it is taken to be one tensor. */
  readonly outputs: Tensor;
}

/** What callbacks are told about the run that begins. */
export interface TrainingParams {
  /** The number of the last epoch, as people count. */
  readonly epochs: number;
  /** Batches of an epoch; null while unknown. */
  readonly steps: number | null;
  readonly verbose: 0 | 1 | 2 | 'auto';
  /** Samples of an epoch; null while unknown. */
  readonly samples?: number | null;
  /** fit's `initialEpoch`. */
  readonly initialEpoch?: number;
  /** Samples of the validation data; null without it or while unknown. */
  readonly validationSamples?: number | null;
  /** True if there is validation data. */
  readonly validates?: boolean;
  /** True if the validation data was split off the training data. */
  readonly validationHeldOut?: boolean;
}

/** What callbacks see of an optimizer. */
export interface TrainingOptimizer {
  /** The learning rate of the next step; setting it has effect from the next batch on. */
  learningRate: number;
  /** How many steps were taken, a scalar. */
  readonly iterations?: Tensor;
  /** The schedule that sets the learning rate, if there is one. */
  readonly schedule?: object | null;
  /** The moving average of each weight, if it keeps any. */
  readonly averages?: ReadonlyMap<Variable, Variable>;
  /** The optimizer that does the work, where this one wraps it. */
  readonly innerOptimizer?: TrainingOptimizer;
}

/** What callbacks see of the model: the interface that every model has. */
export interface Training extends Saveable {
  /** True once its weights exist. */
  readonly built: boolean;
  /** Where the running fit is; null while there is none. */
  readonly fitPosition: FitPosition | null;
  /** The number of this replica among those that train together; replica 0 writes and shows. */
  readonly replicaId: number;
  /** True ends fit after the batch that is running. */
  stopTraining: boolean;
  /** True ends evaluate after the batch that is running. */
  stopEvaluating: boolean;
  /** True ends predict after the batch that is running. */
  stopPredicting: boolean;
  readonly optimizer: TrainingOptimizer;
  getWeights(): Tensor[];
  setWeights(values: readonly (Tensor | TensorLike)[]): void;
  /** The architecture as Keras's JSON. */
  toJson(): string;
  /** Writes it to a file, whole or not at all. */
  save(path: string): Promise<void>;
  /** Writes its weights to a file, whole or not at all. */
  saveWeights(path: string): Promise<void>;
  /** Whether a log is better high ('up') or low ('down'); undefined if that is not known. */
  metricDirection(name: string): 'up' | 'down' | undefined;
}
