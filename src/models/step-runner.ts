import * as tf from '@tensorflow/tfjs-core';
import type { Logs } from '../callbacks/training.js';
import type { Batch, PendingBatch } from '../data/batch.js';
import { disposeLogs, keepLogs, readLogs, type StepLogs } from './step-logs.js';

/** Runs one step after the other, each in a tidy of its own, and keeps the logs of the last one. */
export class StepRunner {
  #logs: StepLogs | null = null;

  constructor(
    private readonly step: (data: Batch) => StepLogs,
    /** Called inside each step, behind it. */
    private readonly after: () => void = () => {},
  ) {}

  run(pending: PendingBatch): void {
    try {
      tf.tidy(() => {
        const logs = keepLogs(this.step(pending.tensors()));
        disposeLogs(this.#logs);
        this.#logs = logs;
        this.after();
      });
    } finally {
      pending.dispose?.();
    }
  }

  /** The values of the logs. */
  async logs(): Promise<Logs> {
    return this.#logs === null ? {} : readLogs(this.#logs);
  }

  /** Gives back what the last step left. */
  end(): void {
    disposeLogs(this.#logs);
    this.#logs = null;
  }
}
