import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../backends/operations/convert.js';
import { activationChart } from '../display/charts/activation-chart.js';
import type { Chart } from '../display/charts/chart.js';
import { isShape, type Tensors } from '../layers/call.js';
import type { Layer } from '../layers/layer.js';
import { checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { Model } from './model.js';

/** Options of {@link activations}. */
export interface ActivationsOptions {
  /** The layer, its name or its place; by default the first that has a kernel. */
  readonly layer?: Layer | string | number;
  /** At most that many channels or units; 32 by default. */
  readonly limit?: number;
}

const WHERE = 'charts.activations';
const LIMIT = 32;

/**
 * What a layer of a model makes of one input: a picture of each channel of a convolution, a bar for each unit of a
 * Dense layer. The model computes as in `predict`.
 *
 * Takes one input without or with a batch dimension of 1.
 *
 * @throws ShapeError for other inputs, ValueError for a layer that the model does not have or does not call.
 *
 * @example
 * const model = new Sequential([
 *   Input({ shape: [8, 8, 1] }),
 *   new layers.Conv2D({ filters: 4, kernelSize: 3, activation: 'relu' }),
 * ]);
 * charts.activations(model, tf.randomUniform([8, 8, 1]), { layer: 0 });
 */
export function activations(model: Model, input: TensorInput, options: ActivationsOptions = {}): Chart {
  checkOptions(WHERE, options, ['layer', 'limit']);
  if (!(model instanceof Model)) {
    throw new ValueError(`${WHERE}: expected a model; received ${show(model)}.`);
  }
  const limit = checkPositiveInteger(WHERE, 'limit', options.limit ?? LIMIT);
  const layer = chosenLayer(model, options.layer);
  const { values, shape } = tf.tidy(() => {
    const output = outputOf(model, layer, asBatch(model, toTensor(input)));
    return { values: output.dataSync(), shape: output.shape.slice(1) };
  });
  return activationChart(layer.name, { values, shape }, limit);
}

function chosenLayer(model: Model, given: ActivationsOptions['layer']): Layer {
  if (given === undefined) {
    const found = model
      .flattenLayers()
      .find((layer) => layer.sublayers().length === 0 && layer.weights.some(({ name }) => name === 'kernel'));
    return found ?? model.layers[0] ?? model;
  }
  if (typeof given === 'string' || typeof given === 'number') return model.getLayer(given);
  if (!model.flattenLayers().includes(given)) {
    throw new ValueError(`${WHERE}: layer must be one of the model's; received ${show(given)}.`, {
      fix: `charts.activations(model, image, { layer: '${model.layers[0]?.name ?? 'conv2d'}' })`,
    });
  }
  return given;
}

/** One input as a batch of one. */
function asBatch(model: Model, input: tf.Tensor): tf.Tensor {
  const wanted = inputShape(model);
  const rank = wanted?.length ?? (input.rank > 1 && input.shape[0] === 1 ? input.rank : input.rank + 1);
  const batch =
    input.rank === rank
      ? input
      : input.rank === rank - 1
        ? tf.expandDims(input, 0)
        : // A grey image without its channel.
          input.rank === rank - 2 && wanted?.at(-1) === 1
          ? tf.reshape(input, [1, ...input.shape, 1])
          : input;
  if (batch.rank !== rank || batch.shape[0] !== 1) {
    throw new ShapeError(
      `${WHERE}: expected one input${wanted ? ` of shape ${showShape(wanted.slice(1))}` : ''}; received shape ${showShape(input.shape)}.`,
      { fix: 'charts.activations(model, x.slice(0, 1))' },
    );
  }
  return batch;
}

function inputShape(model: Model): readonly (number | null)[] | undefined {
  try {
    return model.inputs[0]?.shape;
  } catch {
    // A model without a graph: what its call has seen, if anything.
    const { builtShape } = model;
    return builtShape !== null && isShape(builtShape) ? builtShape : undefined;
  }
}

/** Runs the model and keeps what the layer gives, at its first call. */
function outputOf(model: Model, layer: Layer, batch: tf.Tensor): tf.Tensor {
  const { call } = layer;
  let kept: Tensors | undefined;
  layer.call = (...given: Parameters<Layer['call']>) => {
    const output = Reflect.apply(call, layer, given) as Tensors;
    kept ??= output;
    return output;
  };
  try {
    const output = model.predictStep([batch]);
    if (layer === (model as Layer)) kept ??= output;
  } finally {
    layer.call = call;
  }
  if (kept instanceof tf.Tensor) return kept;
  throw new ValueError(
    `${WHERE}: expected a layer that gives one tensor; ${layer.name} ${kept === undefined ? 'was not called' : 'gives several'}.`,
  );
}
