import type { Shape } from '../support/shape.js';
import { BinaryAccuracy } from './binary-accuracy.js';
import { CategoricalAccuracy } from './categorical-accuracy.js';
import type { MeanMetricWrapper } from './mean-metric-wrapper.js';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';

/**
 * The accuracy that 'accuracy' or 'acc' stands for in `compile`, from the shapes of labels and output: binary for an
 * output of one unit, sparse for class numbers, else categorical. `name` is its key in logs.
 */
export function resolveAccuracy(yTrueShape: Shape, yPredShape: Shape, name = 'accuracy'): MeanMetricWrapper {
  const lastTrue = yTrueShape.at(-1);
  const lastPred = yPredShape.at(-1);
  if (lastPred === 1) return new BinaryAccuracy({ name }) as MeanMetricWrapper;
  const sparse = yTrueShape.length < yPredShape.length || (lastTrue === 1 && lastPred !== 1);
  return sparse ? new SparseCategoricalAccuracy({ name }) : new CategoricalAccuracy({ name });
}
