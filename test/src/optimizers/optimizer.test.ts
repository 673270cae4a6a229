import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Variable } from '../../../src/backends/variable.js';
import { Adam, adam, Optimizer, SGD, schedules } from '../../../src/optimizers/index.js';
import { assertClose, withoutLeaks } from '../../oracle/oracle.js';

before(ensureReady);

/** Two variables and a way to give them gradients of one. */
function setUp() {
  const variables = [
    new Variable([1, 2], { name: 'a' }),
    new Variable([3], { name: 'b', path: 'dense/b' }),
  ] as const;
  const step = (optimizer: Optimizer) =>
    tf.tidy(() => optimizer.applyGradients(variables.map((v) => [tf.onesLike(v), v])));
  const dispose = () => {
    for (const variable of variables) variable.dispose();
  };
  return { variables, step, dispose };
}

test('slots are made once and kept by variable; frozen variables are left alone', () => {
  const { variables, step, dispose } = setUp();
  withoutLeaks(() => {
    const optimizer = new Adam({ learningRate: 0.1 });
    step(optimizer);
    const built = optimizer.variables;
    variables[1].trainable = false;
    step(optimizer);
    assertClose(variables[1], [2.9]);
    variables[1].trainable = true;
    step(optimizer);
    assert.ok(variables[1].dataSync()[0]! < 2.85);
    assert.deepEqual(optimizer.variables, built);
    assert.equal(optimizer.iterations.dataSync()[0], 3);
    assert.ok(built.some(({ path }) => path === `${optimizer.name}/dense_b_momentum`));
    optimizer.dispose();
  });
  dispose();
});

test('variables that come later get slots too, as after thawing a layer', () => {
  const { variables, step, dispose } = setUp();
  const optimizer = new SGD({ momentum: 0.9 });
  optimizer.build([variables[0]]);
  assert.equal(optimizer.variables.length, 3);
  step(optimizer);
  assert.equal(optimizer.variables.length, 4);
  optimizer.dispose();
  dispose();
});

test('the learning rate can be read and set; a schedule cannot be set to a number', () => {
  const optimizer = new SGD({ learningRate: 0.5 });
  optimizer.learningRate = 0.25;
  assert.equal(optimizer.learningRate, 0.25);
  optimizer.learningRate = new schedules.ExponentialDecay({
    initialLearningRate: 0.1,
    decaySteps: 1,
    decayRate: 0.5,
  });
  assertClose(optimizer.learningRate, 0.1);
  (optimizer.iterations as Variable).assign(2);
  assertClose(optimizer.learningRate, 0.025);
  assert.throws(() => {
    optimizer.learningRate = 0.1;
  }, /SGD: its learning rate is a schedule and cannot be set to 0.1\.\nFix: compile again/);
  assert.throws(
    () => new SGD({ learningRate: 'fast' as never }),
    /learningRate must be a number or a schedule/,
  );
  optimizer.dispose();
});

test('gradients that are missing are left out with one warning; none at all is an error', (t) => {
  const { variables, dispose } = setUp();
  const warn = t.mock.method(console, 'warn', () => undefined);
  const optimizer = new SGD();
  for (let i = 0; i < 2; i++) tf.tidy(() => optimizer.apply([tf.ones([2]), null], variables));
  assert.equal(warn.mock.callCount(), 1);
  assert.match(String(warn.mock.calls[0]!.arguments[0]), /no gradients for dense\/b/);
  assertClose(variables[1], [3]);
  assert.throws(() => optimizer.apply([null, null], variables), /no gradients for any variable/);
  assert.throws(() => optimizer.apply([null], variables), /one gradient for each of 2 variables; received 1/);
  assert.throws(
    () => optimizer.applyGradients([[tf.scalar(1), tf.scalar(1)]]),
    /\[gradient, variable\] pairs/,
  );
  optimizer.dispose();
  dispose();
});

test('constraints hold after the update; excluded variables do not decay', () => {
  const kernel = new Variable([1], { name: 'kernel', constraint: (w) => tf.minimum(w, 0.5) });
  const bias = new Variable([1], { name: 'bias' });
  const optimizer = new SGD({ learningRate: 0.1, weightDecay: 0.5 });
  optimizer.excludeFromWeightDecay({ varNames: ['bias'] });
  assert.throws(() => optimizer.excludeFromWeightDecay({ names: ['bias'] } as never), /varNames/);
  tf.tidy(() => optimizer.apply([tf.zeros([1]), tf.zeros([1])], [kernel, bias]));
  assertClose(kernel, [0.5]);
  assertClose(bias, [1]);
  for (const each of [kernel, bias, optimizer]) each.dispose();
});

test('iterations counts the updates where gradients are gathered', () => {
  const w = new Variable([1]);
  const optimizer = new SGD({ learningRate: 0.1, gradientAccumulationSteps: 2 });
  const counts = [1, 2, 3].map((gradient) =>
    tf.tidy(() => {
      optimizer.apply([tf.tensor1d([gradient])], [w]);
      return optimizer.iterations.dataSync()[0];
    }),
  );
  assert.deepEqual(counts, [0, 1, 1]);
  assertClose(w, [1 - 0.1 * 1.5]);
  for (const each of [w, optimizer]) each.dispose();
});

test('options that contradict each other or are out of range are refused', () => {
  assert.throws(
    () => new SGD({ clipnorm: 1, clipvalue: 1 }),
    /one way of clipping; received clipnorm and clipvalue/,
  );
  assert.throws(() => new Adam({ beta1: 2 }), /Adam: beta1 must be a number in \[0, 1\]; received 2/);
  assert.throws(() => new Adam({ gradientAccumulationSteps: 1 }), /an integer of at least 2/);
});

test('the loss can be scaled; a factory takes a learning rate', () => {
  const optimizer = adam(0.5);
  assert.equal(optimizer.learningRate, 0.5);
  const scaled = new SGD({ lossScaleFactor: 8 });
  tf.tidy(() => assertClose(scaled.scaleLoss(tf.scalar(2)), 16));
  assert.match(inspect(scaled), /^SGD \{[\s\S]*lossScaleFactor: 8/);
  optimizer.dispose();
  scaled.dispose();
});

test('an optimizer of one own works from one method', () => {
  class Sign extends Optimizer {
    constructor() {
      super({}, 0.5);
    }
    protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
      variable.assign(tf.sub(variable, tf.mul(learningRate, tf.sign(gradient))));
    }
  }
  const { variables, step, dispose } = setUp();
  withoutLeaks(() => {
    const optimizer = new Sign();
    step(optimizer);
    assertClose(variables[0], [0.5, 1.5]);
    optimizer.dispose();
  });
  dispose();
});

test("an optimizer of one's own keeps variables beside its slots", () => {
  class Heavy extends Optimizer {
    readonly speeds = new Map<tf.Variable, Variable>();

    override build(variables: readonly tf.Variable[]): void {
      if (this.built) return;
      super.build(variables);
      for (const v of variables) this.speeds.set(v, this.addVariableFromReference(v, { name: 'speed' }));
    }

    protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, rate: tf.Tensor): void {
      const speed = this.speeds.get(variable)!;
      speed.assign(tf.add(tf.mul(speed, 0.5), gradient));
      variable.assign(tf.sub(variable, tf.mul(speed, rate)) as tf.Tensor);
    }
  }
  const { variables, step, dispose } = setUp();
  withoutLeaks(() => {
    const optimizer = new Heavy({ learningRate: 1 });
    step(optimizer);
    step(optimizer);
    assertClose(variables[1], [0.5]);
    assert.deepEqual(
      optimizer.variables.map(({ name }) => name),
      ['iteration', 'learning_rate', 'speed', 'speed'],
    );
    optimizer.dispose();
  });
  dispose();
});
