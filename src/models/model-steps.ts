import * as tf from '@tensorflow/tfjs-core';
import { RecordingError } from '../backends/recording/recorder.js';
import {
  type Outcome,
  outcomeOf,
  type StepArguments,
  StepFunction,
  type StepFunctionOptions,
} from '../backends/recording/step-function.js';
import { currentReplica, fromShare } from '../backends/replica.js';
import type { BatchHook, CallbackList } from '../callbacks/callback-list.js';
import type { Batch } from '../data/batch.js';
import type { Tensors } from '../layers/call.js';
import { SymbolicTensor } from '../layers/symbolic-tensor.js';
import { ValueError } from '../support/errors.js';
import { objectNumber } from '../support/object-number.js';
import { mapStructure, type Nested } from '../support/structure.js';
import { hasOwnCode, isReplaced, type StepName } from './own-code.js';
import { areLazy, type StepLogs } from './step-logs.js';
import type { RunPlan } from './step-runner.js';
import type { Trainable } from './trainable.js';
import type { Trainer } from './trainer.js';

const UNCOMPILED: Pick<Trainer, 'runEagerly' | 'jitCompile'> = { runEagerly: false, jitCompile: 'auto' };

/** The functions of what was compiled, or of a model that was not; they go with it. */
const functions = new WeakMap<object, Map<string, StepFunction<never>>>();

/** The training step of a model as a function that may be recorded. */
export function trainFunction(model: Trainable, trainer: Trainer): StepFunction<StepLogs> {
  return functionOf('trainStep', model, trainer, (name, options) => {
    const step = (batch: StepArguments, read: boolean) => {
      trainer.stepLoss = null;
      const logs = withWholeLosses(withMetrics('trainStep', model, trainer, batch as Batch));
      keepLosses(model, trainer);
      const loss = trainer.stepLoss as tf.Tensor | null;
      trainer.stepLoss = null;
      return logsOutcome(logs, loss, read);
    };
    return new StepFunction(name, step, options);
  });
}

/** The evaluation step. */
export function testFunction(model: Trainable, trainer: Trainer): StepFunction<StepLogs> {
  return functionOf(
    'testStep',
    model,
    trainer,
    (name, options) =>
      new StepFunction(
        name,
        (batch, read) => {
          const logs = withMetrics('testStep', model, trainer, batch as Batch);
          keepLosses(model, trainer);
          return logsOutcome(logs, null, read);
        },
        options,
      ),
  );
}

/**
 * A step of one's own may go through `model.metrics` before anything has been predicted; in Keras all are there by then.
 * Models with labels whose outputs do not follow from a `call` have to update metrics of their own.
 */
function withMetrics(
  name: 'trainStep' | 'testStep',
  model: Trainable,
  { metrics }: Trainer,
  batch: Batch,
): StepLogs {
  const [x, y] = batch;
  if (metrics === null || (y === undefined && !isReplaced(model, name))) return model[name](batch);
  metrics.maker = () => {
    if (y === undefined) return metrics.makeWithoutLabels();
    try {
      const given = mapStructure(x, ({ shape, dtype }) => new SymbolicTensor({ shape, dtype }));
      const outputs = model.computeOutputSpec(given);
      tf.tidy(() => {
        const predicted = mapStructure(outputs, ({ shape, dtype }) => tf.zeros(shape as number[], dtype));
        metrics.make(y, predicted);
      });
    } catch (error) {
      // The step itself says what does not fit.
      if (!(error instanceof ValueError)) throw error;
    }
  };
  try {
    return model[name](batch);
  } catch (error) {
    // Labels that were refused say nothing of those that come next.
    metrics.maker = null;
    throw error;
  }
}

/** The prediction step; a model need not be compiled for it. */
export function predictFunction(model: Trainable, trainer: Trainer | null): StepFunction<Tensors> {
  return functionOf('predictStep', model, trainer, (name, options) => {
    const step = (batch: StepArguments) => {
      const outputs = model.predictStep(batch as Batch);
      if (trainer !== null) keepLosses(model, trainer);
      return outcomeOf(outputs);
    };
    return new StepFunction(name, step, options);
  });
}

/** Where every step runs eagerly `model.losses` has those of the last one afterwards, as in Keras; recorded, they are gone. */
function keepLosses(model: Trainable, { runEagerly }: Trainer): void {
  if (runEagerly) model.keepLosses();
}

/** Gives back what the functions of something that was compiled hold. */
export function disposeFunctions(owner: object): void {
  for (const one of functions.get(owner)?.values() ?? []) one.dispose();
  functions.delete(owner);
}

/**
 * What the steps of a model depend on beside the batch: its layers, which weights train, and what of the optimizer is no
 * variable.
 */
export function stepState(model: Trainable): string {
  const optimizer = model.compiledTrainer?.optimizer;
  const rule = optimizer && `${objectNumber(optimizer.schedule ?? optimizer)} ${optimizer.weightDecay}`;
  return `${model.flattenLayers().map(objectNumber)} ${model.trainableWeights.map(({ id }) => id)} ${rule}`;
}

/** The plan of a run of `planned` batches whose callbacks have these hooks. */
export function planOf(
  model: Trainable,
  trainer: Trainer,
  planned: number | null,
  callbacks: CallbackList,
  hooks: { readonly begin: BatchHook; readonly end: BatchHook },
): RunPlan {
  const watched = Object.values(hooks).some((hook) => callbacks.atEveryBatch(hook));
  const { stepsPerExecution } = trainer;
  return {
    planned,
    // Replicas talk between batches.
    stepsPerExecution:
      model.replication !== null || (stepsPerExecution === 'auto' && watched) ? 1 : stepsPerExecution,
    state: stepState(model),
    // Those of several replicas are summed before metrics are computed from them.
    read: model.replication === null && callbacks.atEveryBatch(hooks.end),
    ahead: model.replication === null && !watched,
  };
}

function functionOf<T>(
  name: StepName,
  model: Trainable,
  trainer: Trainer | null,
  make: (name: string, options: StepFunctionOptions) => StepFunction<T>,
): StepFunction<T> {
  const owner = trainer ?? model;
  let made = functions.get(owner);
  if (made === undefined) {
    made = new Map();
    functions.set(owner, made);
  }
  const known = made.get(name) as StepFunction<T> | undefined;
  if (known !== undefined) return known;
  const { runEagerly: eagerly, jitCompile: jit } = trainer ?? UNCOMPILED;
  const isOwn = () => hasOwnCode(model, name === 'predictStep' ? null : trainer, name);
  const fresh = make(name, { eagerly, jit, isOwn });
  made.set(name, fresh as unknown as StepFunction<never>);
  return fresh;
}

/**
 * Lazy logs read the metrics whenever they are looked at; the tensors of others belong to the step. Those that are `read`
 * after each call are computed in it, where that can be recorded.
 */
function logsOutcome(logs: StepLogs, loss: tf.Tensor | null, read: boolean): Outcome<StepLogs> {
  if (!areLazy(logs)) return outcomeOf(logs, loss);
  if (read) {
    try {
      return outcomeOf({ ...logs }, loss);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
    }
  }
  return { tensors: [], each: loss, rebuild: () => logs };
}

/** Losses that a step of one's own gives count this replica's share; as logs they are means over its samples. */
function withWholeLosses(logs: StepLogs): StepLogs {
  if (currentReplica() === null || areLazy(logs)) return logs;
  return mapStructure(logs as Nested<unknown>, (leaf) =>
    leaf instanceof tf.Tensor ? fromShare(leaf) : leaf,
  ) as StepLogs;
}
