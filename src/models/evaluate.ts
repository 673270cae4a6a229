import { CallbackList } from '../callbacks/callback-list.js';
import { EvaluateProgress } from '../callbacks/evaluate-progress.js';
import type { Logs } from '../callbacks/training.js';
import { type DataStructure, isBatchIterable } from '../data/iterable-source.js';
import { columnSource, iterableSource, readColumns } from '../data/source.js';
import { ValueError } from '../support/errors.js';
import { EpochBatches } from './epoch-batches.js';
import { checkEvaluateOptions, type EvaluateOptions } from './fit-options.js';
import { planOf, testFunction } from './model-steps.js';
import { replicaSource, sharedData } from './replica-source.js';
import { runEpoch } from './run-epoch.js';
import { StepClock } from './step-clock.js';
import { StepRunner } from './step-runner.js';
import { togetherOf } from './together.js';
import type { Trainable } from './trainable.js';

/** Computes loss and metrics on data: `model.evaluate`. */
export async function evaluate(
  model: Trainable,
  x: unknown,
  y: DataStructure | null | undefined,
  options: EvaluateOptions,
): Promise<Logs> {
  model.trainer('evaluate');
  checkEvaluateOptions(options);
  const { batchSize, sampleWeight, verbose = 'auto' } = options;
  if (isBatchIterable(x) && (y != null || sampleWeight != null)) {
    throw new ValueError(
      'evaluate: y and sampleWeight are for tensors and arrays; a data set gives [x, y, sampleWeight].',
    );
  }
  const { data, policy } = sharedData(x);
  const given = isBatchIterable(data)
    ? iterableSource(data, { where: 'evaluate', batchSize })
    : columnSource(await readColumns('evaluate', data as DataStructure, y, sampleWeight), {
        where: 'evaluate',
        batchSize,
      });
  model.replication?.shareRandomState();
  const source = replicaSource(given, model.replication, policy);
  const batches = new EpochBatches('evaluate', source, options.steps);
  const callbacks = new CallbackList(options.callbacks, {
    model,
    params: {
      epochs: 1,
      steps: batches.count,
      verbose: verbose === true ? 1 : verbose === false ? 0 : verbose,
      samples: batches.samples,
    },
    last: verbose === 0 || verbose === false ? null : new EvaluateProgress(verbose, batches),
  });
  return testEpoch(model, batches, callbacks, new StepClock());
}

/** One pass of evaluation, with the hooks of tests; fit validates with it. */
export async function testEpoch(
  model: Trainable,
  batches: EpochBatches,
  callbacks: CallbackList,
  clock: StepClock,
): Promise<Logs> {
  const trainer = model.trainer('evaluate');
  const hooks = { begin: 'onTestBatchBegin', end: 'onTestBatchEnd' } as const;
  const runner = new StepRunner(
    testFunction(model, trainer),
    planOf(model, trainer, batches.count, callbacks, hooks),
  );
  const together = togetherOf(model, callbacks, hooks);
  model.stopEvaluating = false;
  try {
    await callbacks.run('onTestBegin', {});
    model.resetMetrics();
    const steps = await runEpoch({
      together,
      batches,
      runner,
      callbacks,
      clock,
      hooks,
      stopped: () => model.stopEvaluating,
      stop: () => {
        model.stopEvaluating = true;
      },
      counted: () => {},
    });
    if (steps === 0) batches.refuseEmpty(true);
    const logs = await (together?.logs(runner) ?? runner.logs());
    await callbacks.run('onTestEnd', logs);
    return logs;
  } finally {
    together?.end();
    runner.end();
    await batches.end();
  }
}

/** Logs as a list, in Keras's order: the metrics in theirs, then what else there is by name. */
export function logsInOrder(logs: Logs, metricNames: readonly string[]): number[] {
  const rest = Object.keys(logs)
    .filter((key) => !metricNames.includes(key))
    .sort();
  return [...metricNames.filter((name) => name in logs), ...rest].map((key) => logs[key] as number);
}
