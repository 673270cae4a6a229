import { before, describe, it } from 'node:test';
import { ensureReady } from '../../src/backends/choose.js';
import { checkLayer, checkTraining, isTraining, type LayerCase, type TrainingCase } from './layer-case.js';
import { oracleCases } from './oracle.js';

describe('convolutional LSTM layers equal those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<LayerCase | TrainingCase>('layers_conv_lstm'))
    it(one.name, () => (isTraining(one) ? checkTraining(one) : checkLayer(one)));
});
