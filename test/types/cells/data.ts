// Pipelines: what their elements are, stage by stage, without a cast.
import type { Scalar, Tensor } from '../../../src/index.js';
import { data, layers, Sequential, tf } from '../../../src/index.js';
import { expect, type Same } from './expect.js';

const x = tf.ones([10, 4]);
const y = tf.ones([10, 1]);
const dataset = data.Dataset.fromTensorSlices([x, y]).shuffle(10).batch(2).prefetch(data.AUTOTUNE);
const mapped = dataset.map((a, b) => [a.div(255), b]);
for await (const [a, b] of mapped) {
  expect<Same<typeof a, tf.Tensor>>();
  b.shape;
}
const named = data.Dataset.fromTensorSlices({ image: x, label: [1, 2, 3] }).map(({ image, label }) => ({
  image: image.add(1),
  isSmall: label.less(2),
}));
for await (const { image, isSmall } of named) expect<Same<typeof image, typeof isSmall>>();
const numbers = data.Dataset.range(3).map((n) => n.numpy());
for await (const n of numbers) expect<Same<typeof n, Scalar>>();
const zipped = data.Dataset.zip([data.Dataset.range(3), numbers]);
for await (const [a, b] of zipped) expect<Same<typeof a, typeof b>>();

const model = new Sequential([new layers.Dense({ units: 1 })]);
model.compile({ optimizer: 'sgd', loss: 'mse' });
await model.fit(dataset, { epochs: 2, validationData: mapped.take(2) });
await model.evaluate(mapped);
await model.predict(dataset.map((a) => a));
await model.fit(
  tf.data.Dataset.fromGenerator(function* () {
    yield [x, y];
  }),
  { stepsPerEpoch: 1 },
);

// @ts-expect-error a tuple has two parts
dataset.map((a: Tensor, b: Tensor, c: Tensor) => [a, b, c]);
// @ts-expect-error the option is called dropRemainder
dataset.batch(2, { drop_remainder: true });

// Arrays of different things are tuples, arrays of one shape a value, as when it runs.
const labelled = data.Dataset.fromGenerator(function* () {
  yield [[1, 2, 3], 0];
});
for await (const [row, label] of labelled.map((row, label) => [row.mul(2), label])) {
  const both: Tensor[] = [row, label];
  void both;
}
const listed = data.Dataset.fromTensorSlices([
  [
    [1, 2],
    [3, 4],
  ],
  [0, 1],
]).map((row, label) => [row.mul(2), label, 1]);
for await (const [row, , one] of listed) {
  expect<Same<typeof row, tf.Tensor>>();
  expect<Same<typeof one, Scalar>>();
}
for await (const row of data.Dataset.fromTensorSlices([
  [1, 2],
  [3, 4],
])) {
  expect<Same<typeof row, Tensor>>();
}
const specs = { a: new data.TensorSpec({ shape: [2] }) };
const signed = data.Dataset.fromGenerator(() => [{ a: [1, 2] }], { outputSignature: specs });
for await (const { a } of signed) expect<Same<typeof a, Tensor>>();
