import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import type { FitMonitor } from '../fit-data.js';
import { Chart } from './chart.js';
import { comparisonSpec } from './comparison-spec.js';
import { comparisonText } from './comparison-text.js';
import { type HistoryInput, historyRuns } from './history-data.js';
import { canBeLogarithmic, historySpec } from './history-spec.js';
import { historyText } from './history-text.js';

/** Options of {@link history}. */
export interface HistoryOptions {
  /** The log key whose best epoch is marked; `val_loss` if there is one, else `loss`. */
  readonly monitor?: string;
  /** Whether the best value is the smallest or the largest; by default `max` for values whose name says so. */
  readonly mode?: 'min' | 'max';
  /** Whether the switch for a log scale of the loss is on at first; false by default. */
  readonly logScale?: boolean;
}

/**
 * Curves of a training: loss and metrics over the epochs, training solid, validation dashed, the best epoch marked.
 * Several histories, in a list or under names, are compared: each has a colour.
 *
 * @throws ValueError for anything else, and for a log scale where a loss is not above 0.
 *
 * @example
 * charts.history({ history: { loss: [0.9, 0.5, 0.3], val_loss: [0.8, 0.6, 0.65] } });
 * charts.history({ sgd: { loss: [0.9, 0.7, 0.6] }, adam: { loss: [0.9, 0.5, 0.3] } });
 */
export function history(history: HistoryInput, options: HistoryOptions = {}): Chart {
  checkOptions('charts.history', options, ['monitor', 'mode', 'logScale']);
  const monitor = options.monitor === undefined ? undefined : monitorOf(options.monitor, options.mode);
  const runs = historyRuns(history, monitor);
  const logScale = options.logScale ?? false;
  if (logScale && !runs.every(({ curves }) => canBeLogarithmic(curves))) {
    throw new ValueError('charts.history: logScale needs two epochs and losses above 0; received others.');
  }
  const [only] = runs;
  if (runs.length === 1 && only!.name === '') {
    const { curves } = only!;
    return new Chart({
      spec: historySpec(curves, logScale),
      toText: (columns) => historyText(curves, columns),
    });
  }
  return new Chart({
    spec: comparisonSpec(runs, logScale),
    toText: (columns) => comparisonText(runs, columns),
  });
}

function monitorOf(name: string, mode?: 'min' | 'max'): FitMonitor {
  return { name, mode: mode ?? (/acc|auc|precision|recall|f1|f_1|score|r2|iou/i.test(name) ? 'max' : 'min') };
}
