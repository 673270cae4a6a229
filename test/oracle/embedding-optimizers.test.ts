import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Input, layers, Model, optimizers } from '../../src/index.js';
import { assertClose, type OracleArray, oracleCases, toTensor } from './oracle.js';

interface Case {
  readonly name: string;
  readonly optimizer: 'Adam';
  readonly options: Readonly<Record<string, number>>;
  readonly twice: boolean;
  readonly words: OracleArray;
  readonly more: OracleArray;
  readonly labels: OracleArray;
  readonly before: OracleArray[];
  readonly after: OracleArray[];
  readonly losses: number[];
}

function build(twice: boolean): Model {
  const first = Input({ shape: [5], dtype: 'int32' });
  const embed = new layers.Embedding({ inputDim: 6, outputDim: 4 });
  const answer = new layers.Dense({ units: 3, activation: 'softmax' });
  if (!twice) {
    return new Model({
      inputs: first,
      outputs: answer(new layers.GlobalAveragePooling1D()(embed(first))),
    }) as unknown as Model;
  }
  const second = Input({ shape: [2], dtype: 'int32' });
  const parts = [first, second].map((one) => new layers.Flatten()(embed(one)));
  return new Model({
    inputs: [first, second],
    outputs: answer(new layers.Concatenate()(parts)),
  }) as unknown as Model;
}

describe('embeddings whose rows a batch uses again train as in Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('embedding_optimizers')) {
    it(one.name, async () => {
      const model = build(one.twice);
      model.setWeights(one.before.map(toTensor));
      const {
        clipnorm,
        clipvalue,
        global_clipnorm: globalClipnorm,
        initial_scale: initialScale,
      } = one.options;
      const clipping = { clipnorm, clipvalue, globalClipnorm };
      const plain = new optimizers[one.optimizer]({ learningRate: 0.05, ...clipping } as object);
      const optimizer =
        initialScale === undefined ? plain : new optimizers.LossScaleOptimizer(plain, { initialScale });
      model.compile({ optimizer, loss: 'categoricalCrossentropy' });
      const [words, more, labels] = [one.words, one.more, one.labels].map(toTensor) as tf.Tensor[];
      const x = one.twice ? [words!, more!] : words!;
      const { history } = await model.fit(x, labels!, {
        epochs: 3,
        batchSize: 4,
        shuffle: false,
        verbose: 0,
      });
      assertClose(history['loss'] as number[], one.losses, 1e-5, 'loss');
      one.after.forEach((weight, i) => {
        assertClose(model.weights[i] as tf.Tensor, weight, 1e-5, `weight ${i}`);
      });
    });
  }
});
