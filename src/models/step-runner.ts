import * as tf from '@tensorflow/tfjs-core';
import type { EachValue, StepFunction } from '../backends/recording/step-function.js';
import type { Logs } from '../callbacks/training.js';
import type { Batch, PendingBatch } from '../data/batch.js';
import { flatten } from '../support/structure.js';
import { areLazy, disposeLogs, keepLogs, readLogs, type StepLogs } from './step-logs.js';

/** What a run is, as far as its steps need to know. */
export interface RunPlan {
  /** How many batches there will be; null if that is not known. */
  readonly planned: number | null;
  /** Batches of one call, behind which hooks are called; 'auto': as many as leave time for display and interrupts. */
  readonly stepsPerExecution: number | 'auto';
  /** What the step depends on beside the batch. */
  readonly state: string;
  /** True: the logs are read after each call. */
  readonly read?: boolean;
  /** True: nobody looks at each batch, so the backend may compute while the next batches are prepared. */
  readonly ahead?: boolean;
}

/** The longest call that is aimed at. */
const CALL_MS = 20;

/** The most batches, and bytes of them, in one call that is not asked for. */
const MOST_BATCHES = 64;
const MOST_BYTES = 2 ** 24;

/** How quick a step was, so that another run of it does not begin with a call of one batch. */
interface Pace {
  /** Samples of a batch. */
  readonly size: number;
  readonly msPerBatch: number;
  readonly capacity: number;
}

const paces = new WeakMap<StepFunction<StepLogs>, Pace>();

/** Runs steps on batches, each call in a tidy of its own, and keeps the logs of the last one. */
export class StepRunner {
  #logs: StepLogs | null = null;
  #msPerBatch = Number.POSITIVE_INFINITY;
  #capacity: number | null = null;
  #size: number | null = null;

  constructor(
    private readonly step: StepFunction<StepLogs>,
    readonly plan: RunPlan,
    /** Called with the losses of each call, inside of it. */
    private readonly losses: (losses: readonly EachValue[]) => void = () => {},
  ) {}

  /** How many batches the call that begins with this one should have. */
  batchesFrom({ size }: PendingBatch): number {
    const { stepsPerExecution } = this.plan;
    if (stepsPerExecution !== 'auto') return stepsPerExecution;
    const before = paces.get(this.step);
    if (this.#capacity === null && before?.size === size) this.#msPerBatch = before.msPerBatch;
    const inTime = Math.floor(CALL_MS / this.#msPerBatch);
    return Math.max(1, Math.min(this.#capacity ?? before?.capacity ?? 1, inTime));
  }

  run(pending: readonly PendingBatch[]): void {
    const start = performance.now();
    try {
      tf.tidy(() => {
        const batches = pending.map((one) => one.tensors());
        this.#capacity ??= this.#capacityFor(batches[0]!);
        const { planned, state, read, ahead } = this.plan;
        const { value, each } = this.step.run(batches, state, {
          planned,
          capacity: this.#capacity,
          read,
          ahead,
        });
        const logs = keepLogs(value);
        disposeLogs(this.#logs);
        this.#logs = logs;
        this.losses(each);
      });
    } finally {
      for (const one of pending) one.dispose?.();
    }
    // A call ahead returns before it is done: what the next one takes tells more.
    const took = (performance.now() - start) / pending.length;
    const before = Number.isFinite(this.#msPerBatch) ? this.#msPerBatch : 0;
    this.#msPerBatch = this.plan.ahead ? Math.max(took, before / 2) : took;
    const { size } = pending[0]!;
    this.#size ??= size;
    // The last batch of an epoch may be smaller.
    if (size === this.#size)
      paces.set(this.step, { size, msPerBatch: this.#msPerBatch, capacity: this.#capacity! });
  }

  /** True if the logs are the metrics' values, and none that the step computed. */
  get readsMetrics(): boolean {
    return this.#logs === null || areLazy(this.#logs);
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

  #capacityFor(batch: Batch): number {
    const { stepsPerExecution, planned } = this.plan;
    if (stepsPerExecution !== 'auto') return stepsPerExecution;
    const bytes = bytesOf(batch);
    const most = Math.min(MOST_BATCHES, planned ?? MOST_BATCHES, Math.floor(MOST_BYTES / bytes));
    // A loop over a few batches is not worth its own.
    return most < 8 ? 1 : most;
  }
}

/** Texts stay where they are, so that a loop in the backend cannot hold them. */
function bytesOf(batch: Batch): number {
  let bytes = 1;
  for (const part of batch)
    if (part !== undefined)
      for (const { size, dtype } of flatten(part))
        bytes += dtype === 'string' ? Number.POSITIVE_INFINITY : size * tf.util.bytesPerElement(dtype);
  return bytes;
}
