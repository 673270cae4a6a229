import { Chart } from './chart.js';
import { type GraphInput, modelGraph } from './graph-data.js';
import { graphSpec } from './graph-spec.js';
import { graphText } from './graph-text.js';

/**
 * The graph of a model: its layers as boxes, what feeds what as arrows. A nested model is one box.
 *
 * @example
 * charts.graph(new Sequential([new layers.Dense({ units: 2, inputShape: [4] })]));
 */
export function graph(model: GraphInput): Chart {
  const parts = modelGraph(model);
  return new Chart({ spec: graphSpec(parts), toText: (columns) => graphText(parts, columns) });
}
