import type { SummaryData, SummaryLayer } from '../../../src/display/summary-data.js';

const layer = (
  className: string,
  name: string,
  configuration: string,
  shape: readonly number[],
  parameters: number,
  trainableParameters = parameters,
  layers?: readonly SummaryLayer[],
): SummaryLayer => ({
  className,
  name,
  configuration,
  outputShapes: [[null, ...shape]],
  parameters,
  trainableParameters,
  ...(layers && { layers }),
});

/** A small convolutional network with a nested model, one frozen layer and one that trains in part. */
export const SUMMARY: SummaryData = {
  name: 'letters',
  className: 'Sequential',
  inputShapes: [[null, 24, 24, 1]],
  layers: [
    layer('Sequential', 'features', '', [4, 4, 32], 5_296, 5_072, [
      layer('Conv2D', 'conv2d', '16 filters 3×3, relu', [22, 22, 16], 160, 0),
      layer('BatchNormalization', 'batch_normalization', '', [22, 22, 16], 64, 32),
      layer('MaxPooling2D', 'max_pooling2d', '2×2', [11, 11, 16], 0),
      layer('Conv2D', 'conv2d_1', '32 filters 3×3, relu', [9, 9, 32], 4_640),
      layer('MaxPooling2D', 'max_pooling2d_1', '2×2', [4, 4, 32], 0),
    ]),
    layer('Flatten', 'flatten', '', [512], 0),
    layer('Dropout', 'dropout', '0.4', [512], 0),
    layer('Dense', 'dense', '96 units, relu', [96], 49_248),
    layer('Dense', 'dense_1', '26 units, softmax', [26], 2_522),
  ],
  total: { parameters: 57_066, bytes: 228_264 },
  trainable: { parameters: 56_842, bytes: 227_368 },
  notTrainable: { parameters: 224, bytes: 896 },
  memory: {
    batchSize: 32,
    parts: [
      { label: 'weights', bytes: 228_264 },
      { label: 'gradients', bytes: 227_368 },
      { label: 'Adam', bytes: 454_736 },
      { label: 'activations', bytes: 3_244_800 },
      { label: 'batch', bytes: 77_056 },
    ],
  },
};
