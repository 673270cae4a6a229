export {
  DISPLAY,
  type Displayable,
  type DisplayData,
  type MimeBundle,
  type Shown,
  toBundle,
  whenShown,
} from './bundle.js';
export type { DatasetComponent, DatasetData, DatasetStage } from './dataset-data.js';
export { type Display, type DisplayHandle, type DisplayOptions, display } from './display.js';
export type { Verbose } from './fit/fit-verbose.js';
export { createFitView, type FitView, type FitViewOptions } from './fit/fit-view.js';
export type { FitCurrent, FitEpoch, FitLogs, FitMonitor, FitOutcome, FitState } from './fit-data.js';
export { type DisplayMessage, type DisplaySink, getSink, type SinkControl, setSink } from './sink.js';
export { summaryView } from './summary/summary-view.js';
export type { MemoryPart, SummaryData, SummaryLayer, SummaryTotal, SummaryView } from './summary-data.js';
export { tslab } from './tslab-display.js';
export { datasetView } from './views/dataset-view.js';
export { tensorView } from './views/tensor-view.js';
