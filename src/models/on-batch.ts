import type { StepFunction } from '../backends/recording/step-function.js';
import type { Logs } from '../callbacks/training.js';
import type { PendingBatch } from '../data/batch.js';
import type { ClassWeight } from '../data/class-weight.js';
import type { DataStructure } from '../data/iterable-source.js';
import { readColumns, wholeSource } from '../data/source.js';
import { checkOptions } from '../support/check.js';
import { stepState, testFunction, trainFunction } from './model-steps.js';
import { replicaSource } from './replica-source.js';
import type { StepLogs } from './step-logs.js';
import { StepRunner } from './step-runner.js';
import { togetherOf } from './together.js';
import type { Trainable } from './trainable.js';

/** Options of `trainOnBatch` and `testOnBatch`. */
export interface OnBatchOptions {
  /** True: `{ loss, accuracy }` in place of `[loss, accuracy]`. */
  readonly returnDict?: boolean;
  readonly sampleWeight?: DataStructure | null;
  /** What each class counts; `trainOnBatch` only. */
  readonly classWeight?: ClassWeight | null;
}

/** One step of training: the logs of this batch. */
export async function trainOnBatch(
  model: Trainable,
  x: DataStructure,
  y: DataStructure | null | undefined,
  options: OnBatchOptions,
): Promise<Logs> {
  const trainer = model.trainer('trainOnBatch');
  checkOptions('trainOnBatch', options, ['returnDict', 'sampleWeight', 'classWeight']);
  return onBatch('trainOnBatch', model, trainFunction(model, trainer), [x, y], options);
}

/** One step of evaluation: the logs of this batch. */
export async function testOnBatch(
  model: Trainable,
  x: DataStructure,
  y: DataStructure | null | undefined,
  options: OnBatchOptions,
): Promise<Logs> {
  const trainer = model.trainer('testOnBatch');
  checkOptions('testOnBatch', options, ['returnDict', 'sampleWeight']);
  return onBatch('testOnBatch', model, testFunction(model, trainer), [x, y], options);
}

async function onBatch(
  where: string,
  model: Trainable,
  step: StepFunction<StepLogs>,
  [x, y]: readonly [DataStructure, DataStructure | null | undefined],
  { sampleWeight, classWeight }: OnBatchOptions,
): Promise<Logs> {
  const columns = await readColumns(where, x, y, sampleWeight);
  const { replication } = model;
  const whole = wholeSource(columns, { where, classWeight, shared: replication !== null });
  const source = replicaSource(whole, replication);
  const together = togetherOf(model, null, null);
  model.resetMetrics();
  const runner = new StepRunner(step, { planned: null, stepsPerExecution: 1, state: stepState(model) });
  try {
    const batch = (await source.open().next()) as PendingBatch;
    const step = together?.begin(batch, {});
    if (together === null || step == null) {
      runner.run([batch]);
      return await runner.logs();
    }
    together.run(runner, step);
    return await together.logs(runner);
  } finally {
    together?.end();
    runner.end();
  }
}
