import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import {
  type CompileOptions,
  layers,
  losses,
  Model,
  metrics,
  ops,
  optimizers,
  Sequential,
  utils,
} from '../../../src/index.js';
import { hasOwnCode } from '../../../src/models/own-code.js';

describe('code of one’s own', () => {
  const dense = () => new layers.Dense({ units: 1, inputShape: [2] });
  function isOwn(options: CompileOptions, model: Model = new Sequential([dense()])): boolean {
    model.compile({ loss: 'mse', ...options });
    return hasOwnCode(model, model.trainer('test'), 'trainStep');
  }

  it('is not in what the library has', () => {
    const x = layers.Input({ shape: [2, 3] });
    const cells = new layers.RNN({
      cell: [new layers.LSTMCell({ units: 2 }), new layers.GRUCell({ units: 2 })],
    });
    const wrapped = new layers.Bidirectional({ layer: new layers.LSTM({ units: 2 }) });
    const joined = new layers.Concatenate()([ops.multiply(cells(x), 2), wrapped(x)]);
    const functional = new Model({
      inputs: x,
      outputs: new Sequential([new layers.Dense({ units: 1 })])(joined),
    });
    const rate = new optimizers.schedules.ExponentialDecay({
      initialLearningRate: 0.1,
      decaySteps: 2,
      decayRate: 0.5,
    });
    assert.equal(isOwn({ metrics: ['accuracy', 'mae', new metrics.AUC()] }, functional), false);
    assert.equal(
      isOwn({ optimizer: new optimizers.Adam({ learningRate: rate }), loss: losses.meanSquaredError }),
      false,
    );
    assert.equal(isOwn({ loss: new losses.Huber(), metrics: [metrics.meanAbsoluteError, null] }), false);
  });

  it('is in subclasses, functions and replaced steps', () => {
    class OwnModel extends Model {
      override call(x: tf.Tensor) {
        return x;
      }
    }
    class OwnStep extends Sequential {
      override trainStep(data: Parameters<Sequential['trainStep']>[0]) {
        return super.trainStep(data);
      }
    }
    class OwnLayer extends layers.Layer {
      override call(x: tf.Tensor) {
        return x;
      }
    }
    class OwnOptimizer extends optimizers.SGD {}
    const loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.mean(tf.squaredDifference(yTrue, yPred));
    assert.equal(isOwn({}, new OwnModel()), true);
    assert.equal(isOwn({}, new OwnStep([dense()])), true);
    assert.equal(isOwn({}, new Sequential([dense(), new OwnLayer()])), true);
    assert.equal(isOwn({}, new Sequential([dense(), new layers.Lambda((x: tf.Tensor) => x)])), true);
    assert.equal(isOwn({ loss }), true);
    assert.equal(isOwn({ loss: [loss] }), true);
    assert.equal(isOwn({ metrics: [loss] }), true);
    assert.equal(isOwn({ metrics: [new metrics.MeanMetricWrapper(loss)] }), true);
    assert.equal(isOwn({ optimizer: new OwnOptimizer() }), true);
    assert.equal(isOwn({ optimizer: new optimizers.LossScaleOptimizer(new OwnOptimizer()) }), true);
  });

  it('is in what the library’s layers were given', () => {
    const square = (z: tf.Tensor) => tf.square(z);
    const sum = (z: tf.Tensor) => tf.sum(z);
    for (const options of [
      { activation: square },
      { activityRegularizer: sum },
      { kernelConstraint: square },
    ])
      assert.equal(
        isOwn({}, new Sequential([new layers.Dense({ units: 1, inputShape: [2], ...options })])),
        true,
      );
    const model = new Sequential([dense()]);
    model.computeLoss = () => tf.scalar(1);
    assert.equal(isOwn({}, model), true);
    utils.registerKerasSerializable()(square);
    assert.equal(isOwn({ metrics: ['square'] }), true);
    const penalized = new layers.Dense({
      units: 1,
      inputShape: [2],
      activation: 'relu',
      kernelRegularizer: 'l2',
    });
    assert.equal(isOwn({}, new Sequential([penalized])), false);
  });

  it('of another step does not count', () => {
    const model = new Sequential([dense()]);
    model.predictStep = () => tf.scalar(1);
    assert.equal(isOwn({}, model), false);
    assert.equal(hasOwnCode(model, null, 'predictStep'), true);
  });
});
