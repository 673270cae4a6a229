export {
  Bidirectional,
  type BidirectionalOptions,
  type DirectedLayer,
  type MergeMode,
} from './bidirectional.js';
export type { Cell, CellCallOptions, CellRun, StateSize, States } from './cell.js';
export type { ConvLSTMOptions } from './conv-lstm.js';
export { ConvLSTM1D } from './conv-lstm1d.js';
export { ConvLSTM2D } from './conv-lstm2d.js';
export { ConvLSTM3D } from './conv-lstm3d.js';
export { GRU, type GRUOptions } from './gru.js';
export { GRUCell, type GRUCellOptions } from './gru-cell.js';
export { LSTM, type LSTMOptions } from './lstm.js';
export { LSTMCell, type LSTMCellOptions } from './lstm-cell.js';
export { type OutputAndStates, RNN, type RNNCallOptions, type RNNOptions } from './rnn.js';
export { SimpleRNN, type SimpleRNNOptions } from './simple-rnn.js';
export { SimpleRNNCell, type SimpleRNNCellOptions } from './simple-rnn-cell.js';
export { StackedRNNCells, type StackedRNNCellsOptions } from './stacked-rnn-cells.js';
export { TimeDistributed, type TimeDistributedOptions } from './time-distributed.js';
