import * as tf from '@tensorflow/tfjs-core';
import type { Callback } from '../callbacks/callback.js';
import { CallbackList } from '../callbacks/callback-list.js';
import { type FitCounts, FitProgress } from '../callbacks/fit-progress.js';
import type { History } from '../callbacks/history.js';
import type { Logs } from '../callbacks/training.js';
import type { BatchSource } from '../data/batch.js';
import { type Columns, splitColumns } from '../data/column-source.js';
import { type DataStructure, isBatchIterable } from '../data/iterable-source.js';
import { columnSource, iterableSource, readColumns } from '../data/source.js';
import type { Replication } from '../distribute/replication.js';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { EpochBatches } from './epoch-batches.js';
import { testEpoch } from './evaluate.js';
import { checkFitOptions, type FitOptions } from './fit-options.js';
import { fitPosition, resumeEpoch, resumeHistory } from './fit-resume.js';
import { LossWatch } from './loss-watch.js';
import { planOf, trainFunction } from './model-steps.js';
import { replicaSource, sharedData } from './replica-source.js';
import { runEpoch } from './run-epoch.js';
import { StepClock } from './step-clock.js';
import { readLogs } from './step-logs.js';
import { StepRunner } from './step-runner.js';
import { togetherOf } from './together.js';
import type { Trainable } from './trainable.js';

/** Trains a model: `model.fit`. */
export async function fit(
  model: Trainable,
  x: unknown,
  y: DataStructure | null | undefined,
  options: FitOptions,
): Promise<History> {
  const trainer = model.trainer('fit');
  checkFitOptions(options);
  const { replication } = model;
  const data = await dataOf(x, y, options, replication);
  const batches = new EpochBatches('fit', data.training, options.stepsPerEpoch);
  const validation =
    data.validation && new EpochBatches('fit: validationData', data.validation, options.validationSteps);
  const { epochs = 1, initialEpoch = 0, verbose = 'auto' } = options;
  const counts: FitCounts = { batches: 0, samples: 0, validating: false, bytes: () => tf.memory().numBytes };
  const others: Callback[] = [];
  const callbacks = new CallbackList(options.callbacks, {
    model,
    params: {
      epochs,
      steps: batches.count,
      verbose: verbose === true ? 1 : verbose === false ? 0 : verbose,
      initialEpoch,
      samples: batches.samples,
      validationSamples: validation?.samples ?? null,
      validates: validation !== null,
      validationHeldOut: data.heldOut,
    },
    addHistory: true,
    last: verbose === 0 || verbose === false ? null : new FitProgress(verbose, counts, others),
  });
  others.push(...callbacks.callbacks);
  const history = callbacks.history as History;
  model.history = history;
  model.stopTraining = false;
  replication?.shareRandomState();
  const position = fitPosition(model, batches, callbacks.callbacks);
  model.fitPosition = position;

  const watch = new LossWatch();
  const clock = new StepClock();
  let epoch = initialEpoch;
  const hooks = { begin: 'onTrainBatchBegin', end: 'onTrainBatchEnd' } as const;
  const together = togetherOf(model, callbacks, hooks);
  const planned = batches.count === null ? null : batches.count * (epochs - initialEpoch);
  const runner = new StepRunner(
    trainFunction(model, trainer),
    planOf(model, trainer, planned, callbacks, hooks),
    (losses) => {
      for (const loss of losses) watch.add(loss);
    },
  );
  try {
    await callbacks.run('onTrainBegin', {});
    const { resume } = position;
    if (resume !== null) {
      resumeHistory(history, resume);
      // The run that was broken had come to its end, where a callback had stopped it.
      epoch = resume.stopTraining && resume.batch === 0 ? epochs : resume.epoch;
      model.stopTraining = resume.stopTraining;
    }
    let logs: Logs = { ...resume?.epochs.at(-1)?.[1] };
    for (; epoch < epochs; epoch++) {
      Object.assign(counts, { batches: 0, samples: 0 });
      model.resetMetrics();
      watch.begin();
      await callbacks.run('onEpochBegin', epoch, {});
      const done = epoch === resume?.epoch ? resume.batch : 0;
      if (epoch === resume?.epoch) await resumeEpoch(model, batches, resume);
      const steps = await runEpoch({
        together,
        batches,
        runner,
        callbacks,
        clock,
        hooks,
        done,
        stopped: () => model.stopTraining,
        stop: () => {
          model.stopTraining = true;
        },
        counted: (samples) => {
          counts.batches += 1;
          counts.samples += samples;
        },
        paused: (read) => watch.glance(epoch, read),
      });
      if (steps === 0 && !model.stopTraining) {
        batches.refuseEmpty(epoch === initialEpoch);
        break;
      }
      await watch.look(epoch);
      together?.average();
      if (steps > done) logs = await (together?.logs(runner) ?? runner.logs());
      else logs = await readLogs(model.getMetricsResult());
      if (validation !== null && validatesAfter(epoch, options.validationFreq ?? 1)) {
        counts.validating = true;
        const found = await testEpoch(model, validation, callbacks, clock);
        counts.validating = false;
        for (const [key, value] of Object.entries(found)) logs[`val_${key}`] = value;
      }
      // A copy: what callbacks add, as the learning rate, is not among the logs at the end of training.
      await callbacks.run('onEpochEnd', epoch, { ...logs });
      if (together?.stops(model.stopTraining)) model.stopTraining = true;
      if (model.stopTraining) break;
    }
    if (epochs > 0) model.optimizer.finalizeVariableValues(model.trainableWeights);
    await callbacks.run('onTrainEnd', logs);
  } catch (error) {
    await callbacks.run('onTrainInterrupt', error);
    throw error;
  } finally {
    model.fitPosition = null;
    together?.end();
    runner.end();
    await batches.end();
    watch.end();
  }
  return history;
}

interface FitData {
  readonly training: BatchSource;
  readonly validation: BatchSource | null;
  /** True if the validation data was split off. */
  readonly heldOut: boolean;
}

/** The data in this replica's parts of the batches. */
async function dataOf(
  x: unknown,
  y: DataStructure | null | undefined,
  options: FitOptions,
  replication: Replication | null,
): Promise<FitData> {
  const { data, policy } = sharedData(x);
  const given = sharedData(options.validationData);
  const validationData = given.data as FitOptions['validationData'];
  const { training, validation, heldOut } = await sourcesOf(data, y, { ...options, validationData });
  return {
    training: replicaSource(training, replication, policy),
    validation: validation && replicaSource(validation, replication, given.policy),
    heldOut,
  };
}

async function sourcesOf(
  x: unknown,
  y: DataStructure | null | undefined,
  options: FitOptions,
): Promise<FitData> {
  const { batchSize, classWeight, sampleWeight, validationSplit = 0, shuffle = true } = options;
  const given = { where: 'fit', batchSize, classWeight, shuffle };
  if (isBatchIterable(x)) {
    refuse('y', y, 'labels come with the batches, as [x, y]');
    refuse('sampleWeight', sampleWeight, 'weights come with the batches, as [x, y, sampleWeight]');
    if (validationSplit > 0) {
      throw new ValueError(
        'fit: validationSplit is for tensors and arrays; a data set cannot be split by shares.',
        {
          fix: 'validationData: dataset.take(n), and train on dataset.skip(n)',
        },
      );
    }
    return { training: iterableSource(x, given), validation: await validationOf(options), heldOut: false };
  }
  const columns = await readColumns('fit', x as DataStructure, y, sampleWeight);
  if (validationSplit === 0 || options.validationData != null) {
    return {
      training: columnSource(columns, given),
      validation: await validationOf(options),
      heldOut: false,
    };
  }
  const [training, held] = splitColumns(columns, validationSplit);
  return {
    training: columnSource(training, given),
    validation: validationColumns(held, options),
    heldOut: true,
  };
}

async function validationOf(options: FitOptions): Promise<BatchSource | null> {
  const { validationData, validationBatchSize } = options;
  if (validationData == null) return null;
  const where = 'fit: validationData';
  if (isBatchIterable(validationData)) {
    return iterableSource(validationData, { where, batchSize: validationBatchSize });
  }
  if (!Array.isArray(validationData) || validationData.length < 1 || validationData.length > 3) {
    throw new ValueError(
      `${where} must be [x, y], [x, y, sampleWeight] or batches; received ${show(validationData)}.`,
      { fix: 'validationData: [xVal, yVal]' },
    );
  }
  const [x, y, sampleWeight] = validationData as readonly [DataStructure, DataStructure?, DataStructure?];
  return validationColumns(await readColumns(where, x, y, sampleWeight), options);
}

function validationColumns(columns: Columns, { batchSize, validationBatchSize }: FitOptions): BatchSource {
  return columnSource(columns, { where: 'fit: validationData', batchSize: validationBatchSize ?? batchSize });
}

function refuse(name: string, value: unknown, why: string): void {
  if (value == null) return;
  throw new ValueError(`fit: ${name} is for tensors and arrays; with a data set or generator ${why}.`);
}

function validatesAfter(epoch: number, frequency: number | readonly number[]): boolean {
  return typeof frequency === 'number' ? (epoch + 1) % frequency === 0 : frequency.includes(epoch + 1);
}
