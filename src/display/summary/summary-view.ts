import type { SummaryData, SummaryLook, SummaryView } from '../summary-data.js';
import { View } from '../view.js';
import { checkPositions, positionedSummary } from './positioned-summary.js';
import { summaryHtml } from './summary-html.js';
import { summaryText } from './summary-text.js';

class ModelSummary extends View implements SummaryView {
  constructor(
    readonly data: SummaryData,
    readonly look: SummaryLook,
  ) {
    super();
    if (look.positions) checkPositions(look.positions);
  }

  override toHtml(): string {
    return summaryHtml(this.data, this.look);
  }

  override toText(columns: number): string {
    const { positions, showTrainable } = this.look;
    return positions === undefined
      ? summaryText(this.data, columns, showTrainable)
      : positionedSummary(this.data, columns, positions, showTrainable);
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
export function summaryView(data: SummaryData, look: SummaryLook = {}): SummaryView {
  return new ModelSummary(data, look);
}
