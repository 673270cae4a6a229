import * as tf from '@tensorflow/tfjs-core';
import type { BatchHook, CallbackList } from '../callbacks/callback-list.js';
import type { Logs } from '../callbacks/training.js';
import type { PendingBatch } from '../data/batch.js';
import type { Notice } from '../distribute/collective.js';
import type { Replication } from '../distribute/replication.js';
import { KeyboardInterrupt, ValueError } from '../support/errors.js';
import { metricVariables } from './fit-resume.js';
import { readLogs } from './step-logs.js';
import type { StepRunner } from './step-runner.js';
import type { Trainable } from './trainable.js';

/** A step that all replicas are about to take. */
export interface StepTogether {
  readonly batch: PendingBatch | null;
  /** The samples of all. */
  readonly total: number;
  /** True if some replica has none. */
  readonly uneven: boolean;
  /** True if somebody wants to see the values behind it. */
  readonly look: boolean;
}

/** A run of a model's steps on several replicas. */
export class Together {
  /** Batches between two calls of the batch hooks. */
  readonly stepsPerExecution: number;
  /** True if callbacks look at every batch. */
  readonly looks: boolean;
  #last: PendingBatch | null = null;
  #share = 0;

  constructor(
    private readonly model: Trainable,
    private readonly replication: Replication,
    callbacks: CallbackList | null,
    hooks: readonly BatchHook[],
  ) {
    const { stepsPerExecution = 'auto' } = model.compiledTrainer ?? {};
    this.stepsPerExecution = stepsPerExecution === 'auto' ? 1 : stepsPerExecution;
    // Replica 0 may have callbacks that the others need not have.
    const looks = Int32Array.of(Number(hooks.some((hook) => callbacks?.atEveryBatch(hook))));
    replication.collective.allReduce(looks, 'max');
    this.looks = looks[0] !== 0;
  }

  /** Tells the others about this replica's batch; null where there is no further step. */
  begin(batch: PendingBatch | null, notice: Notice, stop: () => void = () => {}): StepTogether | null {
    const met = this.replication.meet({ ...notice, value: batch?.size ?? 0 });
    if (met.interrupted) throw new KeyboardInterrupt();
    if (met.stop) stop();
    const { values, look } = met;
    const total = values.reduce((sum, size) => sum + size, 0);
    if (met.stop || total === 0) return null;
    return { batch, total, uneven: values.includes(0), look: look || this.looks };
  }

  /** Between epochs: true if any replica wants no further one. */
  stops(stop: boolean): boolean {
    return this.replication.meet({ stop }).stop;
  }

  /** Takes the step. A replica without samples computes on a stand-in, which changes nothing. */
  run(runner: StepRunner, { batch, total, uneven }: StepTogether): void {
    const { model, replication } = this;
    const pending = batch ?? this.#last;
    if (pending === null) {
      throw new ValueError('fit: expected a first batch on each replica; this one received none.', {
        fix: 'a dataset that gives at least one batch on each replica',
      });
    }
    const counts = batch !== null && batch.size > 0;
    const share = counts ? batch.size / total : 0;
    this.#share = share;
    const kept = counts
      ? []
      : metricVariables(model).map((variable) => [variable, tf.keep(variable.clone())] as const);
    // The runner gives a batch back behind its step; the last one may have to stand in for others.
    const { dispose, ...held } = pending;
    replication.asReplica(share, () => runner.run([held]));
    for (const [variable, value] of kept) {
      variable.assign(value);
      value.dispose();
    }
    if (batch !== null) {
      if (this.#last !== batch) this.#last?.dispose?.();
      this.#last = batch;
    }
    if (uneven || this.looks) this.average(counts);
  }

  /** The logs of the last step, of all replicas together. */
  async logs(runner: StepRunner): Promise<Logs> {
    const { model, replication } = this;
    const variables = metricVariables(model);
    if (runner.readsMetrics) return replication.withSums(variables, () => runner.logs());
    // Values that a step of one's own gave: their mean over the samples of all.
    const logs = await runner.logs();
    const values = Float64Array.from([1, ...Object.values(logs)], (value) => value * this.#share);
    replication.collective.allReduce(values);
    const found: Logs = {};
    for (const [i, key] of Object.keys(logs).entries()) found[key] = values[i + 1]! / values[0]!;
    // Those of metrics are known exactly.
    const own = await readLogs(model.getMetricsResult());
    const all = await replication.withSums(variables, () => readLogs(model.getMetricsResult()));
    for (const key of Object.keys(logs)) if (own[key] === logs[key]) found[key] = all[key] as number;
    return found;
  }

  /** What replicas computed for themselves, as moving averages, becomes the same for all. */
  average(counts = true): void {
    this.replication.average(this.model.nonTrainableWeights, counts);
  }

  end(): void {
    this.#last?.dispose?.();
    this.#last = null;
  }
}

/** How the replicas of a model take steps together; null where there is one. */
export function togetherOf(
  model: Trainable,
  callbacks: CallbackList | null,
  hooks: { readonly begin: BatchHook; readonly end: BatchHook } | null,
): Together | null {
  const { replication } = model;
  return replication && new Together(model, replication, callbacks, Object.values(hooks ?? {}));
}
