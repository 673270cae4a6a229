import * as tf from '@tensorflow/tfjs-core';
import { createFitView, type FitView } from '../display/fit/fit-view.js';
import type { FitCurrent, FitEpoch, FitMonitor, FitOutcome, FitState } from '../display/fit-data.js';
import { KeyboardInterrupt } from '../support/errors.js';
import type { Callback } from './callback.js';
import { EarlyStopping } from './early-stopping.js';
import { LearningRateScheduler } from './learning-rate-scheduler.js';
import { MonitorCallback } from './monitor-callback.js';
import { ProgbarLogger } from './progbar-logger.js';
import { ReduceLROnPlateau } from './reduce-lr-on-plateau.js';
import type { Logs } from './training.js';

/** What the trainer counts while fit runs. */
export interface FitCounts {
  /** Batches of the running epoch. */
  batches: number;
  /** Samples of the running epoch. */
  samples: number;
  /** True while the validation data is evaluated. */
  validating: boolean;
  /** Bytes that all tensors hold. */
  bytes(): number | null;
}

/** Shows how fit gets on: table and curves in a notebook, a line in a terminal, lines in a file. */
export class FitProgress extends ProgbarLogger {
  /** What a run that is broken off says of its last epoch is no older. */
  override readonly batchInterval = 1000;
  readonly #view: FitView;
  readonly #counts: FitCounts;
  readonly #others: readonly Callback[];
  readonly #done: FitEpoch[] = [];
  #current: FitCurrent | null = null;
  #columns: readonly string[] = [];
  #start = 0;
  #epochStart = 0;
  #trained = 0;
  #stopPressed = false;

  constructor(verbose: 'auto' | 0 | 1 | 2 | boolean, counts: FitCounts, others: readonly Callback[]) {
    super();
    this.#view = createFitView({
      verbose,
      onStop: () => {
        this.#stopPressed = true;
        this.model.stopTraining = true;
      },
    });
    this.#counts = counts;
    this.#others = others;
  }

  /** Values are read, which waits for the backend, when they are drawn. */
  override batchIsDue(since: number): boolean {
    return this.#view.due() || super.batchIsDue(since);
  }

  override onTrainBegin(): void {
    this.#start = performance.now();
  }

  override onEpochBegin(epoch: number): void {
    this.#epochStart = performance.now();
    this.#trained = 0;
    this.#current = this.#running(epoch, {});
    this.#view.update(this.#state({ state: 'running' }));
  }

  override onTrainBatchEnd(_batch: number, logs: Logs): void {
    if (this.#current === null) return;
    this.#current = this.#running(this.#current.epoch, logs);
    this.#learnColumns(Object.keys(logs));
    if (this.#view.due()) this.#view.update(this.#state({ state: 'running' }));
  }

  override onTestBegin(): void {
    this.#trained = this.#seconds(this.#epochStart);
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    const { samples, batches } = this.#counts;
    const seconds = this.#seconds(this.#epochStart);
    this.#learnColumns(Object.keys(logs));
    this.#done.push({
      epoch,
      logs: { ...logs },
      learningRate: this.#learningRate(),
      samplesPerSecond: samples / Math.max(this.#trained || seconds, 1e-9),
      seconds,
      steps: batches,
    });
    this.#current = null;
    this.#view.update(this.#state({ state: 'running' }));
  }

  override onTrainEnd(): Promise<void> {
    return this.#view.finish(this.#state(this.#ending()));
  }

  override async onTrainInterrupt(error: unknown): Promise<void> {
    if (this.#current !== null) this.#current = this.#running(this.#current.epoch, this.#current.logs);
    const message = error instanceof Error ? error.message : String(error);
    const outcome: FitOutcome =
      error instanceof KeyboardInterrupt ? { state: 'interrupted' } : { state: 'failed', message };
    const began = this.#done.length > 0 || this.#counts.batches > 0;
    // The error itself tells why nothing was trained.
    if (!began && outcome.state === 'failed') this.#view.abandon(this.#state(outcome));
    else await this.#view.finish(this.#state(outcome));
  }

  #running(epoch: number, logs: Logs | FitCurrent['logs']): FitCurrent {
    const { samples, batches, validating } = this.#counts;
    const seconds = this.#seconds(this.#epochStart);
    return {
      epoch,
      logs: { ...logs },
      learningRate: this.#learningRate(),
      samplesPerSecond: samples / Math.max(seconds, 1e-9),
      seconds,
      batch: batches,
      steps: this.params?.steps ?? null,
      validating,
    };
  }

  /** The columns that will come are known from the first batch on. */
  #learnColumns(keys: readonly string[]): void {
    const trained = keys.filter((key) => !key.startsWith('val_') && key !== 'learning_rate');
    this.#columns = this.params?.validates ? [...trained, ...trained.map((key) => `val_${key}`)] : trained;
  }

  #state(outcome: FitOutcome): FitState {
    const { params } = this;
    return {
      modelName: this.model.name,
      outcome,
      initialEpoch: params?.initialEpoch ?? 0,
      epochs: params?.epochs ?? 1,
      done: this.#done,
      current: this.#current,
      columns: this.#columns,
      monitor: this.#monitor(),
      learningRateCanChange: this.#learningRateCanChange(),
      samples: params?.samples ?? null,
      validationSamples: params?.validationSamples ?? null,
      validationHeldOut: params?.validationHeldOut ?? false,
      seconds: this.#seconds(this.#start),
      memoryBytes: this.#counts.bytes(),
    };
  }

  #monitor(): FitMonitor {
    const watching = this.#others.find((callback) => callback instanceof MonitorCallback);
    const name = watching?.monitor ?? (this.params?.validates ? 'val_loss' : 'loss');
    const known = watching?.mode === 'auto' ? undefined : watching?.mode;
    const up = this.model.metricDirection(name.replace(/^val_/, '')) === 'up';
    return { name, mode: known ?? (up ? 'max' : 'min') };
  }

  #learningRateCanChange(): boolean {
    if (this.model.optimizer.schedule) return true;
    return this.#others.some(
      (one) => one instanceof ReduceLROnPlateau || one instanceof LearningRateScheduler,
    );
  }

  #learningRate(): number | null {
    // That of a schedule is computed on the device, and WebGPU reads in the background only.
    if (this.model.optimizer.schedule && tf.getBackend() === 'webgpu') return null;
    const { learningRate } = this.model.optimizer;
    return typeof learningRate === 'number' ? learningRate : null;
  }

  #ending(): FitOutcome {
    const stopping = this.#others.find((callback) => callback instanceof EarlyStopping);
    const restored =
      stopping?.restoreBestWeights && stopping.best !== null ? { restoredEpoch: stopping.bestEpoch } : {};
    if (!this.model.stopTraining) return { state: 'finished', ...restored };
    if (stopping !== undefined && stopping.stoppedEpoch > 0) {
      return { state: 'stoppedEarly', monitor: stopping.monitor, patience: stopping.patience, ...restored };
    }
    const reason = this.#stopPressed ? { reason: 'the stop button was pressed' } : {};
    return { state: 'stoppedEarly', ...reason, ...restored };
  }

  #seconds(since: number): number {
    return (performance.now() - since) / 1000;
  }
}
