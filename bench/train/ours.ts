/** Our library as it is built in dist/, on the backend that CELLGRAD_BACKEND names. */
import type * as Library from '../../src/index.js';
import { GIVEN, trainee } from './trainee.js';

await trainee(async ({ images, labels, shape }) => {
  const built = new URL('../../dist/src/index.js', import.meta.url).href;
  const { callbacks, Input, layers, Model, Sequential, tf } = (await import(built)) as typeof Library;
  const models = {
    mlp: () =>
      new Sequential([
        new layers.Dense({ units: 64, activation: 'relu', inputShape: [...shape] }),
        new layers.Dense({ units: 10, activation: 'softmax' }),
      ]),
    cnn: () =>
      new Sequential([
        new layers.Conv2D({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: [...shape] }),
        new layers.MaxPooling2D(),
        new layers.Conv2D({ filters: 64, kernelSize: 3, activation: 'relu' }),
        new layers.MaxPooling2D(),
        new layers.Flatten(),
        new layers.Dense({ units: 128, activation: 'relu' }),
        new layers.Dense({ units: 10, activation: 'softmax' }),
      ]),
    lstm: () =>
      new Sequential([
        new layers.LSTM({ units: 64, inputShape: [...shape] }),
        new layers.Dense({ units: 10, activation: 'softmax' }),
      ]),
    transformer: () => {
      const input = Input({ shape: [...shape] });
      const tokens = new layers.Dense({ units: 64 })(input);
      const attended = new layers.MultiHeadAttention({ numHeads: 2, keyDim: 32 })(tokens, tokens);
      const first = new layers.LayerNormalization()(new layers.Add()([tokens, attended]));
      const inner = new layers.Dense({ units: 128, activation: 'relu' })(first);
      const outer = new layers.Dense({ units: 64 })(inner);
      const second = new layers.LayerNormalization()(new layers.Add()([first, outer]));
      const pooled = new layers.GlobalAveragePooling1D()(second);
      return new Model({
        inputs: input,
        outputs: new layers.Dense({ units: 10, activation: 'softmax' })(pooled),
      });
    },
  };
  const model = models[GIVEN.model]();
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const total = labels.length / 10;
  const x = tf.tensor(images, [total, ...shape]);
  const y = tf.tensor(labels, [total, 10]);
  let seen = 0;
  const watching = new callbacks.LambdaCallback({
    onTrainBatchEnd: (_batch: number, logs: Library.Logs) => {
      seen += logs['loss'] ?? 0;
    },
  });
  let [someX, someY] = [x, y];
  return async (samples, epochs) => {
    // Measurements are all of one number of samples: as a program has its data, and as Keras gets a view.
    if (someX.shape[0] !== samples)
      [someX, someY] = [x, y].map((whole) => tf.slice(whole, 0, samples)) as [Library.Tensor, Library.Tensor];
    await model.fit(someX, someY, {
      batchSize: GIVEN.batch,
      epochs,
      verbose: 1,
      callbacks: GIVEN.watched ? [watching] : [],
    });
    if (GIVEN.watched && !(seen > 0)) throw new Error('the callback saw no loss');
  };
});
