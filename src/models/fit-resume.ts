import * as tf from '@tensorflow/tfjs-core';
import { setRandomState } from '../backends/random.js';
import type { Callback } from '../callbacks/callback.js';
import type { FitPosition, ResumePoint } from '../callbacks/fit-position.js';
import type { History } from '../callbacks/history.js';
import { assignArray, toH5Array } from '../saving/saved-array.js';
import { ValueError } from '../support/errors.js';
import type { EpochBatches } from './epoch-batches.js';
import type { Trainable } from './trainable.js';

/** Where a fit on these batches is. */
export function fitPosition(
  model: Trainable,
  batches: EpochBatches,
  callbacks: readonly Callback[],
): FitPosition {
  return {
    data: () => batches.place,
    metrics() {
      const variables = metricVariables(model);
      const read = () => variables.map(toH5Array);
      return model.replication?.withSums(variables, read) ?? read();
    },
    ofFirst: (bytes) => (model.replication === null ? bytes : model.replication.firstBytes(bytes)),
    callbacks,
    resume: null,
  };
}

/** Gives a history the epochs that came before. */
export function resumeHistory(history: History, { epochs }: ResumePoint): void {
  for (const [epoch, logs] of epochs) history.onEpochEnd(epoch, { ...logs });
}

/** Goes to a place in the data and, in the middle of an epoch, to what the metrics had counted there. */
export async function resumeEpoch(
  model: Trainable,
  batches: EpochBatches,
  point: ResumePoint,
): Promise<void> {
  if (point.data !== null) {
    setRandomState(point.data.random);
    const last = await batches.skip(point.data.batches);
    // A step makes the metrics, which know their state only then; it changes nothing else.
    if (point.batch > 0 && last !== null) {
      tf.tidy(() => void model.testStep(last.tensors()));
      last.dispose?.();
      restoreMetrics(model, point);
    }
  }
  setRandomState(point.random);
}

function restoreMetrics(model: Trainable, { metrics }: ResumePoint): void {
  const variables = metricVariables(model);
  if (variables.length !== metrics.length) {
    throw new ValueError(
      `fit: expected a backup with ${variables.length} values of metrics; received ${metrics.length}.`,
      { fix: 'compile the model as it was, or delete the backup' },
    );
  }
  variables.forEach((variable, i) => {
    // The sums of all replicas are replica 0's from here on.
    if (model.replicaId > 0) variable.assign(tf.zerosLike(variable));
    else assignArray(variable, metrics[i] as never, 'fit');
  });
}

/** The state of all metrics. */
export function metricVariables(model: Trainable) {
  return model.metrics.flatMap(({ variables }) => variables);
}
