import type { FitMonitor } from '../fit-data.js';
import { Chart } from './chart.js';
import { type HistoryLike, historyCurves } from './history-data.js';
import { historySpec } from './history-spec.js';
import { historyText } from './history-text.js';

/** Options of {@link history}. */
export interface HistoryOptions {
  /** The log key whose best epoch is marked; `val_loss` if there is one, else `loss`. */
  readonly monitor?: string;
  /** Whether the best value is the smallest or the largest; by default `max` for values whose name says so. */
  readonly mode?: 'min' | 'max';
}

/**
 * Curves of a training: loss and metrics over the epochs, training solid, validation dashed, the best epoch marked.
 *
 * @example
 * charts.history({ history: { loss: [0.9, 0.5, 0.3], val_loss: [0.8, 0.6, 0.65] } });
 */
export function history(history: HistoryLike, options: HistoryOptions = {}): Chart {
  const monitor = options.monitor === undefined ? undefined : monitorOf(options.monitor, options.mode);
  const curves = historyCurves(history, monitor);
  return new Chart({ spec: historySpec(curves), toText: (columns) => historyText(curves, columns) });
}

function monitorOf(name: string, mode?: 'min' | 'max'): FitMonitor {
  return { name, mode: mode ?? (/acc|auc|precision|recall|f1|f_1|score|r2|iou/i.test(name) ? 'max' : 'min') };
}
