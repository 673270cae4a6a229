import type { Variable } from '../backends/variable.js';
import type { KnownShape } from '../support/shape.js';
import type { ConfusionCounts } from './confusion.js';
import type { Metric } from './metric.js';

/** The four counts as variables of a metric. */
export type ConfusionState = Readonly<Record<keyof ConfusionCounts, Variable>>;

/** Makes them, in Keras's order. */
export function addConfusionState(metric: Metric, shape: KnownShape): ConfusionState {
  return {
    truePositives: metric.addVariable({ shape, name: 'true_positives' }),
    falsePositives: metric.addVariable({ shape, name: 'false_positives' }),
    trueNegatives: metric.addVariable({ shape, name: 'true_negatives' }),
    falseNegatives: metric.addVariable({ shape, name: 'false_negatives' }),
  };
}

/** Adds the counts of a batch. */
export function addCounts(state: ConfusionState, counts: ConfusionCounts): void {
  for (const key of Object.keys(state) as (keyof ConfusionCounts)[]) state[key].assignAdd(counts[key]);
}
