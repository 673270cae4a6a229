import { Chart } from './chart.js';
import { type GraphInput, type GraphOptions, modelGraph } from './graph-data.js';
import { graphSpec } from './graph-spec.js';
import { graphText } from './graph-text.js';

/**
 * The graph of a model: its layers as boxes, what feeds what as arrows. `options` has Keras's names: what the boxes say
 * (`showShapes`, `showDtype`, `showLayerNames`, `showLayerActivations`, `showTrainable`), where it leads (`rankdir`), and
 * whether nested models are opened (`expandNested`).
 *
 * @example
 * charts.graph(new Sequential([new layers.Dense({ units: 2, inputShape: [4] })]), { rankdir: 'LR', showDtype: true });
 * @see https://keras.io/api/utils/model_plotting_utils/
 */
export function graph(model: GraphInput, options: GraphOptions = {}): Chart {
  const parts = modelGraph(model, options);
  return new Chart({ spec: graphSpec(parts), toText: (columns) => graphText(parts, columns) });
}
