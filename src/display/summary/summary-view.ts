import type { SummaryData, SummaryView } from '../summary-data.js';
import { View } from '../view.js';
import { summaryHtml } from './summary-html.js';
import { summaryText } from './summary-text.js';

class ModelSummary extends View implements SummaryView {
  constructor(readonly data: SummaryData) {
    super();
  }

  override toHtml(): string {
    return summaryHtml(this.data);
  }

  override toText(columns: number): string {
    return summaryText(this.data, columns);
  }
}

/**
 * A model summary that shows itself: a table of layers with output shapes, parameters, their share as bars and
 * what trains, the totals, and the memory that training takes.
 *
 * @example
 * const view = summaryView({
 *   name: 'm', className: 'Sequential', inputShapes: [[null, 4]],
 *   layers: [{ className: 'Dense', name: 'dense', configuration: '2 units', outputShapes: [[null, 2]],
 *     parameters: 10, trainableParameters: 10 }],
 *   total: { parameters: 10, bytes: 40 }, trainable: { parameters: 10, bytes: 40 },
 *   notTrainable: { parameters: 0, bytes: 0 }, memory: null,
 * });
 * console.log(String(view));
 */
export function summaryView(data: SummaryData): SummaryView {
  return new ModelSummary(data);
}
