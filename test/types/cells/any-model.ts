// Models and layers whose kind is not known: in lists, in fields, as parameters, taken out of other models.
import {
  GradientTape,
  Input,
  type Layer,
  layers,
  losses,
  Model,
  models,
  optimizers,
  Sequential,
  type SymbolicTensor,
  type Tensor,
  type TrainData,
  tf,
} from '../../../src/index.js';
import { expect, type Same } from './expect.js';

const stack = new Sequential([Input({ shape: [4] }), new layers.Dense({ units: 3, name: 'hidden' })]);
const x = tf.ones([2, 4]);

function guesses(model: Model, inputs: Tensor): number[] {
  return model.predict(inputs).argMax(-1).as1D().arraySync();
}
guesses(stack, x);

// A part of a model as a model.
const features = new Model({ inputs: stack.input, outputs: stack.getLayer('hidden').output });
features.predict(x).print();
features(x).print();
const head = new layers.Dense({ units: 1 })(stack.output);
expect<Same<typeof head, SymbolicTensor>>();
const again = models.modelFromJSON(stack.toJSON());
again.predict(x).print();

// Layers one after the other.
let hidden: Tensor = x;
for (const layer of stack.layers) hidden = layer(hidden);
let symbolic = Input({ shape: [4] });
for (const layer of stack.layers) symbolic = layer.apply(symbolic);
const kinds: Layer[] = [new layers.Dense({ units: 2 }), new layers.Dropout({ rate: 0.5 })];
hidden = kinds.reduce((h, layer) => layer(h, { training: true }), x);

// Models in fields.
class Adversarial extends Model {
  optimizers = { maker: new optimizers.Adam(), judge: new optimizers.Adam() };
  crossentropy = new losses.BinaryCrossentropy({ fromLogits: true });

  constructor(
    readonly maker: Model,
    readonly judge: Model,
  ) {
    super();
  }

  call(noise: Tensor) {
    return this.maker(noise);
  }

  override trainStep([real]: TrainData) {
    const [count] = real.shape;
    const tape = new GradientTape();
    const loss = tape.run(() => {
      const made = this.maker(tf.randomNormal([count, 8]), { training: true });
      const judged = this.judge(tf.concat([real, made], 0));
      return this.crossentropy(tf.concat([tf.ones([count, 1]), tf.zeros([count, 1])], 0), judged);
    });
    const { trainableVariables } = this.judge;
    this.optimizers.judge.apply(tape.gradient(loss, trainableVariables), trainableVariables);
    return { loss };
  }
}
new Adversarial(stack, features).predict(x).print();
const byName = new Map<string, Model>([
  ['stack', stack],
  ['features', features],
]);
for (const [name, model] of byName) console.log(name, model.predict(x).shape);

// Generators, as they are written.
function* batches() {
  for (let i = 0; i < 3; i++) yield [x, tf.ones([2, 3])];
}
function* labelled() {
  yield { xs: x, ys: tf.ones([2, 3]) };
}
await stack.fit(batches(), { epochs: 1 });
await stack.fit(batches, { epochs: 2, validationData: batches });
await stack.evaluate(labelled());
const fromBatches = await stack.predict(batches(), { steps: 2 });
expect<Same<typeof fromBatches, Tensor>>();

// Variables of a known rank are variables.
const w = tf.variable(tf.scalar(1));
const optimizer = new optimizers.SGD();
optimizer.apply([tf.scalar(1)], [w]);
optimizer.minimize(() => w.square(), true, [w])?.print();
stack.compile({ loss: tf.losses.meanSquaredError, metrics: [tf.metrics.meanAbsoluteError] });
