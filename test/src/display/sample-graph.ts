import type { SummaryData, SummaryLayer } from '../../../src/display/summary-data.js';

const layer = (
  className: string,
  name: string,
  configuration: string,
  shape: number[],
  inputs?: string[],
): SummaryLayer => ({
  className,
  name,
  configuration,
  outputShapes: [[null, ...shape]],
  parameters: 0,
  trainableParameters: 0,
  ...(inputs && { inputs }),
});

/** Two inputs, two branches, and an arrow that skips two layers. */
export const BRANCHED: SummaryData = {
  name: 'two_inputs',
  className: 'Functional',
  inputShapes: [
    [null, 16],
    [null, 8],
  ],
  layers: [
    layer('Dense', 'dense', '32 units, relu', [32], ['left']),
    layer('Dense', 'dense_1', '32 units, relu', [32], ['right']),
    layer('Dense', 'dense_2', '32 units, relu', [32]),
    layer('Concatenate', 'concatenate', '', [64], ['dense', 'dense_2']),
    layer('Add', 'add', '', [32], ['concatenate', 'dense']),
    layer('Dense', 'dense_3', '4 units, softmax', [4]),
  ],
  total: null,
  trainable: null,
  notTrainable: null,
  memory: null,
};
