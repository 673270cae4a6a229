/** The program of mnist_program.py, with our library as it is built in dist/; JavaScript, which Node 20 starts as it is. */
import { datasets, layers, Sequential } from '../../dist/src/index.js';

const [[images, y], [testImages, yTest]] = await datasets.mnist.loadData();
const [x, xTest] = [images, testImages].map((all) => all.reshape([-1, 784]).toFloat().div(255));
const model = new Sequential([
  new layers.Dense({ units: 64, activation: 'relu', inputShape: [784] }),
  new layers.Dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
await model.fit(x, y, { epochs: 5, batchSize: 32 });
const { accuracy } = await model.evaluate(xTest, yTest, { returnDict: true });
if (!(accuracy >= 0.95)) throw new Error(`expected an accuracy of 0.95 at least; received ${accuracy}`);
