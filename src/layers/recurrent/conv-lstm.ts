import type * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../../support/check.js';
import { pick } from '../../support/pick.js';
import { toKerasConfig } from '../../support/registry.js';
import type { Shape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS } from '../layer.js';
import { CONV_LSTM_CELL_OPTIONS, ConvLSTMCell, type ConvLSTMCellOptions } from './conv-lstm-cell.js';
import { RNN, RNN_LAYER_OPTIONS, type RNNLayerOptions } from './rnn.js';

/** Options of ConvLSTM1D, ConvLSTM2D and ConvLSTM3D. */
export interface ConvLSTMOptions<S extends boolean = boolean>
  extends RNNLayerOptions<S>,
    ConvLSTMCellOptions {}

/** The base of ConvLSTM1D, ConvLSTM2D and ConvLSTM3D. */
export abstract class ConvLSTM<S extends boolean> extends RNN<
  S,
  [output: tf.Tensor, h: tf.Tensor, c: tf.Tensor],
  ConvLSTMCell
> {
  constructor(options: ConvLSTMOptions<S>, rank: number) {
    checkOptions(new.target.className, options, [
      ...LAYER_OPTIONS,
      ...CONV_LSTM_CELL_OPTIONS,
      ...RNN_LAYER_OPTIONS,
    ]);
    const { trainable, dtype } = options;
    const cell = { ...pick(options, CONV_LSTM_CELL_OPTIONS), trainable, dtype, name: 'conv_lstm_cell', rank };
    super({
      ...pick(options, [...LAYER_OPTIONS, ...RNN_LAYER_OPTIONS]),
      cell: new ConvLSTMCell(cell as never),
    });
    this.inputSpec = { ndim: rank + 3 };
  }

  get filters(): number {
    return this.cell.filters;
  }

  get kernelSize(): readonly number[] {
    return this.cell.kernelSize;
  }

  override computeOutputShape([batch = null, time = null, ...step]: Shape): Shapes {
    const state = this.cell.outputShapeOf([batch, ...step]);
    const output = this.returnSequences ? [batch, time, ...state.slice(1)] : state;
    return this.returnState ? [output, state, state] : output;
  }

  override getConfig(): Record<string, unknown> {
    const { cell: _, ...layer } = super.getConfig();
    const { name: _name, trainable: _trainable, dtype: _dtype, ...cell } = this.cell.getConfig();
    const penalty = this.activityRegularizer;
    return {
      ...layer,
      ...cell,
      activity_regularizer: penalty && toKerasConfig('keras.regularizers', penalty),
    };
  }
}
