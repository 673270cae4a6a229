import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../backends/gradients/gradient-tape.js';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import type { Chart } from '../display/charts/chart.js';
import { histogram } from '../display/charts/histogram.js';
import type { Tensors } from '../layers/call.js';
import { checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Model } from './model.js';

/** Options of {@link gradients}. */
export interface GradientsOptions {
  /** About how many bins; 40 by default. */
  readonly bins?: number;
}

const WHERE = 'charts.gradients';

/**
 * Histograms of the gradients of a model's loss for one batch, one for each weight that trains: where they vanish or
 * explode. Nothing is trained.
 *
 * Takes a compiled model, inputs and labels as `fit` does, all in one batch.
 *
 * @throws ValueError for a model that is not compiled or has no weights that train.
 *
 * @example
 * const model = new Sequential([new layers.Dense({ units: 1, inputShape: [2] })]);
 * model.compile({ loss: 'meanSquaredError' });
 * charts.gradients(model, [[1, 2], [3, 4]], [[1], [2]]);
 */
export function gradients(
  model: Model,
  x: TensorInput,
  y: TensorInput,
  options: GradientsOptions = {},
): Chart {
  checkOptions(WHERE, options, ['bins']);
  if (!(model instanceof Model)) throw new ValueError(`${WHERE}: expected a model; received ${show(model)}.`);
  const values = tf.tidy(() => {
    const [inputs, labels] = [toTensor(x) as Tensors, toTensor(y) as Tensors];
    // Batch normalization moves its means in training: that is taken back.
    const kept = model.nonTrainableWeights.map((weight) => [weight, tf.clone(weight)] as const);
    const tape = new GradientTape();
    const loss = tape.run(() =>
      model.computeLoss(inputs, labels, model.apply(inputs as tf.Tensor, { training: true }) as Tensors),
    );
    const weights = model.trainableWeights;
    if (weights.length === 0) {
      tape.dispose();
      throw new ValueError(`${WHERE}: expected weights that train; ${model.name} has none.`);
    }
    const found = tape.gradient(loss, weights) as (tf.Tensor | null)[];
    for (const [weight, before] of kept) weight.assign(before);
    return Object.fromEntries(
      weights.flatMap(({ path }, index) => (found[index] ? [[path, found[index].dataSync()]] : [])),
    );
  });
  return histogram(values, {
    title: 'Gradients',
    states: ['before', 'gradients'],
    ...(options.bins !== undefined && { bins: options.bins }),
  });
}
