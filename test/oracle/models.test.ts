import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import * as layers from '../../src/layers/index.js';
import * as ops from '../../src/layers/ops/index.js';
import { Model, modelFromJSON, Sequential } from '../../src/models/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import { camelCaseKeys } from '../../src/support/names.js';
import { flatten, type Nested } from '../../src/support/structure.js';
import { assertClose, isOracleArray, type OracleArray, oracleCases, toTensor } from './oracle.js';

const { Input } = layers;

interface Case {
  readonly name: string;
  readonly make: keyof typeof MAKERS;
  readonly optimizer: 'SGD' | 'Adam';
  readonly x: unknown;
  readonly y: unknown;
  readonly compile: Readonly<Record<string, unknown>>;
  readonly before: readonly OracleArray[];
  readonly after: readonly OracleArray[];
  readonly layers: readonly string[];
  readonly history: readonly (readonly [key: string, values: readonly number[]])[];
  readonly evaluated: OracleArray;
  readonly predicted: unknown;
  readonly json: string | null;
}

function dense(units: number, activation: string | null, name: string): layers.Dense {
  return new layers.Dense({ units, activation, name });
}

const inputs = () => [Input({ shape: [4], name: 'a' }), Input({ shape: [3], name: 'b' })] as const;

class Own extends Model {
  blocks = [dense(5, 'relu', 'one'), dense(4, 'tanh', 'two')];
  norm = new layers.BatchNormalization({ name: 'norm' });
  out = dense(3, 'softmax', 'out');

  override call(x: tf.Tensor, { training = false } = {}): tf.Tensor {
    let h = x;
    for (const block of this.blocks) h = block(h);
    return this.out(this.norm(h, { training }));
  }
}

/** The architectures of test/oracle/cases/models.py. */
const MAKERS = {
  two_inputs() {
    const [a, b] = inputs();
    const join = new layers.Concatenate({ name: 'join' });
    const h = join([dense(5, 'relu', 'left')(a), dense(4, 'tanh', 'right')(b)]);
    return new Model({ inputs: [a, b], outputs: dense(1, null, 'out')(h) });
  },
  two_outputs() {
    const [a] = inputs();
    const h = dense(6, 'relu', 'body')(a);
    return new Model({ inputs: a, outputs: [dense(1, null, 'value')(h), dense(3, 'softmax', 'kind')(h)] });
  },
  dictionaries() {
    const [a, b] = inputs();
    const outputs = { second: dense(3, 'softmax', 's')(b), first: dense(1, null, 'f')(a) };
    return new Model({ inputs: { a, b }, outputs });
  },
  shared() {
    const [a] = inputs();
    const layer = dense(4, 'tanh', 'shared');
    return new Model({ inputs: a, outputs: dense(1, null, 'out')(layer(layer(a))) });
  },
  skips() {
    const [a] = inputs();
    const first = dense(4, 'relu', 'first')(a);
    const sum = new layers.Add({ name: 'add' })([a, dense(4, 'relu', 'second')(first)]);
    const gated = new layers.Multiply({ name: 'gate' })([sum, dense(4, 'sigmoid', 'gates')(a)]);
    return new Model({ inputs: a, outputs: dense(1, null, 'out')(gated) });
  },
  nested() {
    const [a, b] = inputs();
    const x = Input({ shape: [4], name: 'x' });
    const inner = new Model({ inputs: x, outputs: dense(3, 'tanh', 'deep')(x), name: 'inner' });
    const low = [Input({ shape: [3] }), dense(3, 'relu', 'low'), dense(3, null, 'high')];
    const stack = new Sequential(low, { name: 'stack' });
    const h = new layers.Average({ name: 'mean' })([inner(a), stack(b)]);
    return new Model({ inputs: [a, b], outputs: dense(3, 'softmax', 'out')(h) });
  },
  operations() {
    const [a, b] = inputs();
    const h = ops.relu(dense(3, null, 'left')(a)).add(b);
    const joined = ops.concatenate([h, ops.square(b)], -1);
    return new Model({ inputs: [a, b], outputs: dense(1, null, 'out')(joined) });
  },
  images() {
    const x = Input({ shape: [4, 4, 2], name: 'image' });
    const options = { filters: 3, kernelSize: 3, activation: 'relu', padding: 'same', name: 'conv' } as const;
    const h = new layers.BatchNormalization({ name: 'norm' })(new layers.Conv2D(options)(x));
    const flat = new layers.Flatten({ name: 'flat' })(new layers.MaxPooling2D({ name: 'pool' })(h));
    return new Model({ inputs: x, outputs: dense(3, 'softmax', 'out')(flat) });
  },
  structures() {
    const [a, b] = inputs();
    const c = Input({ shape: [4], name: 'c' });
    const x = Input({ shape: [4], name: 'x' });
    const deep = dense(3, 'relu', 'deep')(x);
    const inner = new Model({
      inputs: x,
      outputs: { z: deep, y: dense(2, 'tanh', 'deeper')(deep) },
      name: 'inner',
    });
    const [first, second] = [inner(a), inner(c)];
    const h = new layers.Concatenate({ name: 'join' })([first.z, second.y, b]);
    const outputs = { kind: dense(3, 'softmax', 'kind')(h), body: dense(1, null, 'body')(h) };
    return new Model({ inputs: { one: [a, c], two: b }, outputs });
  },
  attention() {
    const x = Input({ shape: [3, 2], name: 'x' });
    const heads = new layers.MultiHeadAttention({ numHeads: 2, keyDim: 3, name: 'heads' })(x, { value: x });
    const sum = new layers.Add({ name: 'sum' })([x, heads]);
    const flat = new layers.Flatten({ name: 'flat' })(new layers.LayerNormalization({ name: 'norm' })(sum));
    return new Model({ inputs: x, outputs: dense(3, 'softmax', 'out')(flat) });
  },
  subclassed() {
    const model = new Own({ name: 'own' });
    model.build([null, 4]);
    return model;
  },
} as const;

const tensors = (data: unknown) => revive(data) as tf.Tensor;

function revive(data: unknown): unknown {
  if (isOracleArray(data)) return toTensor(data);
  if (Array.isArray(data)) return data.map(revive);
  return Object.fromEntries(Object.entries(data as object).map(([key, item]) => [key, revive(item)]));
}

function oracleLeaves(data: unknown): OracleArray[] {
  if (isOracleArray(data)) return [data];
  const keys = Object.keys(data as object);
  const ordered = Array.isArray(data) ? keys : keys.sort();
  return ordered.flatMap((key) => oracleLeaves((data as Record<string, unknown>)[key]));
}

describe('functional, nested and subclassed models equal those of Keras', () => {
  before(ensureReady);
  for (const one of oracleCases<Case>('models')) {
    it(one.name, async () => {
      const model: Model = MAKERS[one.make]();
      assert.deepEqual(
        model.layers.map(({ name }) => name.replace(/_\d+$/, '')),
        one.layers.map((name) => name.replace(/_\d+$/, '')),
      );
      model.setWeights(one.before.map(toTensor));
      const { Adam, SGD } = optimizers;
      const optimizer = new { Adam, SGD }[one.optimizer]({ learningRate: 0.02 });
      model.compile({ optimizer, ...camelCaseKeys(one.compile) });
      const [x, y] = [tensors(one.x), tensors(one.y)];
      const { history } = await model.fit(x, y, { batchSize: 8, epochs: 3, shuffle: false, verbose: 0 });
      assert.deepEqual(
        Object.keys(history).sort(),
        one.history.map(([key]) => key),
      );
      for (const [key, values] of one.history) assertClose(history[key]!, values, 1e-5, key);
      model.weights.forEach((weight, i) => {
        assertClose(weight, one.after[i]!, 1e-5, weight.path);
      });
      assertClose(await model.evaluate(x, y, { batchSize: 8, verbose: 0 }), one.evaluated, 1e-5, 'evaluate');
      const predicted = flatten(model.predict(x) as Nested<tf.Tensor>);
      oracleLeaves(one.predicted).forEach((expected, i) => {
        assertClose(predicted[i]!, expected, 1e-5, `predict ${i}`);
      });
      if (one.json !== null) await compareConfigs(model, one.json, x);
    });
  }
});

/** Keras's JSON makes the same model here, and this library's JSON says the same. */
async function compareConfigs(model: Model, json: string, x: tf.Tensor): Promise<void> {
  for (const text of [json, model.toJSON()]) {
    const again = modelFromJSON(text);
    assert.deepEqual(
      again.layers.map(({ className }) => className),
      model.layers.map(({ className }) => className),
    );
    again.setWeights(model.getWeights());
    const [wanted, found] = [model, again].map((one) => flatten(one.predict(x) as Nested<tf.Tensor>));
    for (const [i, tensor] of found!.entries()) assertClose(tensor, await wanted![i]!.data(), 1e-6);
  }
  const ours = JSON.parse(model.toJSON()) as { config: Record<string, unknown> };
  const theirs = JSON.parse(json) as typeof ours;
  for (const key of ['input_layers', 'output_layers'])
    assert.deepEqual(ours.config[key], theirs.config[key], key);
}
