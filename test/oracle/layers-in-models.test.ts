import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import * as layers from '../../src/layers/index.js';
import { Model } from '../../src/models/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import { liveTensors } from '../live-tensors.js';
import { assertClose, type OracleArray, oracleCases, toTensor } from './oracle.js';

interface Case {
  readonly name: string;
  readonly words: OracleArray;
  readonly answers: OracleArray;
  readonly y: OracleArray;
  readonly before: readonly OracleArray[];
  readonly after: readonly OracleArray[];
  readonly losses: readonly number[];
  readonly predicted: OracleArray;
}

/** The models of test/oracle/cases/layers_in_models.py. */
const MODELS: Readonly<Record<string, () => Model>> = {
  'encoder decoder'() {
    const [words, answers] = inputs();
    const read = new layers.Embedding({ inputDim: 9, outputDim: 5, maskZero: true })(words);
    const [, h, c] = new layers.LSTM({ units: 4, returnState: true })(read);
    const given = new layers.Embedding({ inputDim: 9, outputDim: 5, maskZero: true })(answers);
    const said = new layers.LSTM({ units: 4, returnSequences: true })(given, { initialState: [h, c] });
    const outputs = new layers.TimeDistributed({ layer: new layers.Dense({ units: 3 }) })(said);
    return new Model({ inputs: [words, answers], outputs });
  },
  'transformer block'() {
    const [words, answers] = inputs();
    const embed = new layers.Embedding({ inputDim: 9, outputDim: 6, maskZero: true });
    const [first, memory] = [embed(answers), embed(words)];
    const self = new layers.MultiHeadAttention({ numHeads: 2, keyDim: 3 })(first, first, {
      useCausalMask: true,
    });
    const x = new layers.Add()([first, self]);
    const cross = new layers.MultiHeadAttention({ numHeads: 2, keyDim: 3, valueDim: 4 })(x, memory);
    const hidden = new layers.Dense({ units: 8, activation: 'relu' })(new layers.Add()([x, cross]));
    return new Model({ inputs: [words, answers], outputs: new layers.Dense({ units: 3 })(hidden) });
  },
  'attention over states'() {
    const [words, answers] = inputs();
    const embed = new layers.Embedding({ inputDim: 9, outputDim: 4, maskZero: true });
    const gru = new layers.GRU({ units: 3, returnSequences: true });
    const keys = new layers.Bidirectional({ layer: gru })(embed(words));
    const queries = new layers.GRU({ units: 6, returnSequences: true })(embed(answers));
    const mixed = new layers.Attention({ useScale: true })([queries, keys]);
    const outputs = new layers.Dense({ units: 3 })(layers.concatenate([queries, mixed]));
    return new Model({ inputs: [words, answers], outputs });
  },
  'masks behind attention'() {
    const [words, answers] = inputs();
    const embed = new layers.Embedding({ inputDim: 9, outputDim: 6, maskZero: true });
    const attended = (x: layers.SymbolicTensor) => {
      const self = new layers.MultiHeadAttention({ numHeads: 2, keyDim: 3 })(x, x);
      return new layers.Add()([x, self]);
    };
    const normalized = new layers.LayerNormalization()(attended(embed(words)));
    const seen = new layers.GlobalAveragePooling1D()(normalized);
    const said = new layers.LSTM({ units: 4, returnSequences: true })(attended(embed(answers)));
    const joined = new layers.Concatenate()([said, new layers.RepeatVector({ n: 5 })(seen)]);
    return new Model({ inputs: [words, answers], outputs: new layers.Dense({ units: 3 })(joined) });
  },
};

function inputs(): [layers.SymbolicTensor, layers.SymbolicTensor] {
  return [layers.Input({ shape: [null], dtype: 'int32' }), layers.Input({ shape: [null], dtype: 'int32' })];
}

describe('functional models of recurrent and attention layers train as those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('layers_in_models'))
    it(one.name, async () => {
      const model = MODELS[one.name]!();
      assert.deepEqual(
        model.weights.map(({ shape }) => shape),
        one.before.map(({ shape }) => shape),
      );
      model.setWeights(one.before.map(toTensor));
      model.compile({ optimizer: new optimizers.SGD({ learningRate: 0.1 }), loss: 'mse' });
      const [words, answers, y] = [one.words, one.answers, one.y].map(toTensor) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      const fit = () =>
        model.fit([words, answers], y, { epochs: 3, batchSize: 8, shuffle: false, verbose: 0 });
      const { history } = await fit();
      assertClose(history['loss'] as number[], one.losses, 1e-5, 'loss');
      one.after.forEach((weight, i) => {
        assertClose(model.weights[i] as tf.Tensor, weight, 1e-5, `weight ${i}, ${model.weights[i]!.path}`);
      });
      assertClose(model.predict([words, answers]) as tf.Tensor, one.predicted, 1e-5, 'predictions');
      const tensors = await liveTensors();
      await fit();
      assert.equal(await liveTensors(), tensors, 'tensors left behind');
    });
});
