import { DISPLAY, type SummaryData, summaryView } from '../display/index.js';
import { ReplicatedModel } from './replicated-model.js';

/** How a model looks as a cell's last value: as its summary. */
export abstract class ShownModel extends ReplicatedModel {
  /** The summary as plain data. */
  abstract summaryData(): SummaryData;

  [DISPLAY]() {
    return summaryView(this.summaryData())[DISPLAY]();
  }
}
