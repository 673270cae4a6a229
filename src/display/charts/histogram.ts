import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { Chart } from './chart.js';
import { type HistogramInput, histogramPanels } from './histogram-data.js';
import { histogramSpec } from './histogram-spec.js';
import { histogramText } from './histogram-text.js';

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /** Values of an earlier state under the same names, drawn in grey behind. */
  readonly before?: HistogramInput;
  /** About how many bins; 40 by default. */
  readonly bins?: number;
  /** What the values are; `Weights` by default where they have names, else `Values`. */
  readonly title?: string;
  /** Names of the two states, `at first` and `trained`. */
  readonly states?: readonly [before: string, after: string];
}

/**
 * Histograms of values, weights or gradients; with `before` two states in one picture.
 *
 * Takes values (a tensor, an array), values under names, a list of named tensors such as `model.weights`, or a model.
 *
 * @example
 * charts.histogram({ kernel: [0.1, 0.2, -0.1, 0.05], bias: [0, 0.01] });
 */
export function histogram(values: HistogramInput, options: HistogramOptions = {}): Chart {
  checkOptions('charts.histogram', options, ['before', 'bins', 'title', 'states']);
  const { before, bins = 40, states = ['at first', 'trained'] } = options;
  if (!Number.isInteger(bins) || bins < 1 || bins > 500) {
    throw new ValueError(`charts.histogram: bins must be a whole number from 1 to 500; received ${bins}.`);
  }
  const panels = histogramPanels(values, before, bins);
  if (panels.length === 0) {
    throw new ValueError('charts.histogram: expected at least one tensor; received none.');
  }
  const hasNames = panels.some(({ name }) => name !== '');
  const words = {
    title: options.title ?? (hasNames ? 'Weights' : 'Values'),
    before: states[0],
    after: states[1],
  };
  return new Chart({ spec: histogramSpec(panels, words), toText: () => histogramText(panels, words) });
}
