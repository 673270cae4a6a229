import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '../backends/tensor.js';
import { CallbackList, runBatchHook } from '../callbacks/callback-list.js';
import { EvaluateProgress } from '../callbacks/evaluate-progress.js';
import type { PredictLogs } from '../callbacks/training.js';
import { type ColumnLike, hostColumn, isColumnLike } from '../data/column.js';
import type { DataStructure } from '../data/iterable-source.js';
import { iterableSource } from '../data/source.js';
import type { Tensors } from '../layers/call.js';
import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { checkInterrupt } from '../support/interrupt.js';
import { flatten, isContainer, mapStructure, type Nested, packLike } from '../support/structure.js';
import { EpochBatches } from './epoch-batches.js';
import { checkPredictOptions, type PredictOptions } from './fit-options.js';
import { predictFunction, stepState } from './model-steps.js';
import { sharedData } from './replica-source.js';
import { StepClock } from './step-clock.js';
import type { Trainable } from './trainable.js';

/** Predictions for tensors or arrays, at once: `model.predict`. */
export function predict(model: Trainable, x: DataStructure, options: PredictOptions): Tensors {
  checkPredictOptions(options);
  return tf.tidy(() => {
    const data = toTensors(x);
    const samples = countRows(data);
    const size = options.batchSize ?? 32;
    const steps = Math.min(Math.ceil(samples / size), options.steps ?? Number.POSITIVE_INFINITY);
    const callbacks = callbacksOf(model, options, steps);
    const parts: Tensors[] = [];
    model.stopPredicting = false;
    callbacks.runNow('onPredictBegin', {});
    const step = predictFunction(model, model.compiledTrainer);
    const state = stepState(model);
    const plan = { planned: steps, capacity: 1 };
    for (let number = 0; number < steps && !model.stopPredicting; number++) {
      checkInterrupt();
      const now = performance.now();
      for (const callback of callbacks.due('onPredictBatchBegin', now))
        callback.onPredictBatchBegin(number, {});
      const start = number * size;
      const rows = rowsOf(data, start, Math.min(size, samples - start));
      const part = tf.tidy(() => step.run([[rows]], state, plan).value as tf.Tensor);
      parts.push(part);
      const listening = callbacks.due('onPredictBatchEnd', now);
      if (listening.length > 0) {
        const logs = logsOf(part);
        for (const callback of listening) callback.onPredictBatchEnd(number, logs);
      }
    }
    callbacks.runNow('onPredictEnd', {});
    return stack(parts) as tf.Tensor;
  });
}

/** Predictions for the batches of a data set or a generator. */
export async function predictBatches(
  model: Trainable,
  x: unknown,
  options: PredictOptions,
): Promise<Tensors> {
  checkPredictOptions(options);
  // Each replica predicts all of it, so that one may be asked alone.
  const source = iterableSource(sharedData(x).data, { where: 'predict', batchSize: options.batchSize });
  const batches = new EpochBatches('predict', source, options.steps);
  const callbacks = callbacksOf(model, options, batches.count, batches);
  const clock = new StepClock();
  const parts: Tensors[] = [];
  model.stopPredicting = false;
  const run = predictFunction(model, model.compiledTrainer);
  const state = stepState(model);
  const plan = { planned: batches.count, capacity: 1 };
  try {
    await callbacks.run('onPredictBegin', {});
    batches.begin();
    for (let step = 0; !model.stopPredicting; step++) {
      const now = performance.now();
      if (clock.due(now)) await clock.breathe();
      else clock.check();
      const next = await batches.next();
      if (next === null) break;
      await runBatchHook(callbacks.due('onPredictBatchBegin', now), 'onPredictBatchBegin', step, {});
      // A model may give the very tensors that it got; what is kept here is disposed of here.
      const part = tf.tidy(() => {
        const [x] = next.tensors();
        return mapStructure(run.run([[x]], state, plan).value, tf.clone) as tf.Tensor;
      });
      parts.push(part);
      next.dispose?.();
      const listening = callbacks.due('onPredictBatchEnd', now);
      if (listening.length > 0) await runBatchHook(listening, 'onPredictBatchEnd', step, logsOf(part));
    }
    await callbacks.run('onPredictEnd', {});
    return tf.tidy(() => stack(parts) as tf.Tensor);
  } finally {
    await batches.end();
    for (const part of parts) for (const tensor of flatten(part)) tensor.dispose();
  }
}

/** What callbacks see of a batch; they may keep it. */
function logsOf(part: Tensors): PredictLogs {
  return { outputs: mapStructure(part, (tensor) => tf.keep(tf.clone(tensor))) as Tensor };
}

/** Data as tensors in their structure; arrays of numbers become tensors. */
export function toTensors(x: DataStructure): Tensors {
  if (x instanceof tf.Tensor) return x;
  if (isColumnLike(x)) return toTensor(x);
  if (!isContainer(x)) throw new ValueError(`predict: expected tensors or arrays; received ${show(x)}.`);
  if (Array.isArray(x)) return (x as DataStructure[]).map(toTensors);
  return Object.fromEntries(
    Object.entries(x as Record<string, DataStructure>).map(([key, item]) => [key, toTensors(item)]),
  );
}

function toTensor(data: Exclude<ColumnLike, tf.Tensor>): tf.Tensor {
  const column = hostColumn('predict: x', data);
  return column.gather(null, 0, column.length);
}

function callbacksOf(
  model: Trainable,
  { callbacks, verbose = 'auto' }: PredictOptions,
  steps: number | null,
  counted: { readonly count: number | null } | null = null,
) {
  const shown = verbose === true ? 1 : verbose === false ? 0 : verbose;
  // Predictions are values that the caller goes on with: a line appears only where it was asked for.
  const last = shown === 1 || shown === 2 ? new EvaluateProgress(shown, counted) : null;
  return new CallbackList(callbacks, { model, params: { epochs: 1, steps, verbose: shown }, last });
}

function countRows(data: Tensors): number {
  const [first, ...others] = flatten(data).map((tensor) => tensor.shape[0]);
  if (first === undefined || first === 0)
    throw new ShapeError('predict: expected at least one sample; received none.');
  for (const rows of others) {
    if (rows !== first)
      throw new ShapeError(`predict: expected ${first} samples in all inputs; received ${rows}.`);
  }
  return first;
}

function rowsOf(data: Tensors, start: number, count: number): Tensors {
  return mapStructure(data, (tensor) =>
    tensor.shape[0] === count ? tensor : tf.slice(tensor, start, count),
  );
}

/** One tensor behind the other, in the structure of the first part. */
function stack(parts: readonly Tensors[]): Tensors {
  const [first] = parts;
  if (first === undefined) throw new ValueError('predict: expected at least one batch; received none.');
  const columns = flatten(first).map((_, i) => parts.map((part) => flatten(part)[i] as tf.Tensor));
  const stacked = columns.map((column) =>
    column.length === 1 ? (column[0] as tf.Tensor).clone() : tf.concat(column, 0),
  );
  return packLike(first as Nested<unknown>, stacked);
}
