/** One replica of the measurement: trains a model on random data; prints samples a second and the gradients' bytes. */
import { distribute, layers, Sequential, tf } from '../../src/index.js';

const samples = 4096;
const batch = Number(process.argv[2]);
const strategy = new distribute.MirroredStrategy();
const model = strategy.scope(() => {
  const made = new Sequential([
    new layers.Dense({ units: 512, activation: 'relu', inputShape: [784] }),
    new layers.Dense({ units: 512, activation: 'relu' }),
    new layers.Dense({ units: 10, activation: 'softmax' }),
  ]);
  made.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
  return made;
});
const x = tf.randomUniform([samples, 784]);
const y = tf.oneHot(tf.randomUniform([samples], 0, 10, 'int32'), 10).cast('float32');
const fit = () => model.fit(x, y, { epochs: 1, batchSize: batch, verbose: 0 });
await fit();
const start = performance.now();
await fit();
const seconds = (performance.now() - start) / 1000;
if (strategy.replicaId === 0) process.stdout.write(`${samples / seconds} ${4 * model.countParams()}\n`);
