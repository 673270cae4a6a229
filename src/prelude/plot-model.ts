import { type Chart, type GraphOptions, graph } from '../display/charts/index.js';
import type { Model } from '../models/model.js';
import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** Options of {@link plotModel}: those of `charts.graph`, with Keras's defaults, and the file. */
export interface PlotModelOptions extends GraphOptions {
  /** Ends in .png, .svg or .json (the vega-lite specification); `model.png` by default. */
  readonly toFile?: string;
  /** Dots an inch of a PNG; 200 by default. */
  readonly dpi?: number;
}

const OPTIONS = [
  'toFile',
  'showShapes',
  'showDtype',
  'showLayerNames',
  'rankdir',
  'expandNested',
  'dpi',
  'showLayerActivations',
  'showTrainable',
] as const satisfies readonly (keyof PlotModelOptions)[];

/**
 * Writes the graph of a model to a file, and gives the chart, which a cell shows as its last value. Unlike `charts.graph` the
 * boxes tell only the layers' classes and sizes unless more is asked for.
 *
 * @throws ValueError for a model that is not built, or a file that cannot be written
 * @see https://keras.io/api/utils/model_plotting_utils/#plotmodel-function
 *
 * @example
 * import { tmpdir } from 'node:os';
 * const model = new Sequential([Input({ shape: [4] }), new layers.Dense({ units: 2 })]);
 * await utils.plotModel(model, { toFile: `${tmpdir()}/model.svg`, showShapes: true });
 */
export async function plotModel(model: Model, options: PlotModelOptions = {}): Promise<Chart> {
  checkOptions('utils.plotModel', options, OPTIONS);
  if (!model.built) {
    throw new ValueError(`utils.plotModel: ${model.name} is not built: its shapes are not known.`, {
      fix: 'model.build([null, 4]) with the shape of its input, or fit it first',
    });
  }
  const { toFile = 'model.png', dpi = 200, ...look } = options;
  const chart = graph(model, {
    showShapes: false,
    showLayerNames: false,
    showLayerActivations: false,
    ...look,
  });
  await chart.save(toFile, { dpi });
  return chart;
}
