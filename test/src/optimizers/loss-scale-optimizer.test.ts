import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { compiledFunction } from '../../../src/backends/recording/function.js';
import { asReplica } from '../../../src/backends/replica.js';
import { Variable } from '../../../src/backends/variable.js';
import { Adafactor } from '../../../src/optimizers/adafactor.js';
import { Adam } from '../../../src/optimizers/adam.js';
import { LossScaleOptimizer } from '../../../src/optimizers/loss-scale-optimizer.js';
import { Nadam } from '../../../src/optimizers/nadam.js';
import type { Optimizer } from '../../../src/optimizers/optimizer.js';
import { SGD } from '../../../src/optimizers/sgd.js';
import { RECORDING_BACKENDS } from '../../recording-backends.js';

describe('LossScaleOptimizer', () => {
  before(ensureReady);

  it('saves of the optimizer in it what Keras finds there, which are slots', () => {
    const variables = [new Variable(tf.ones([2, 3])), new Variable(tf.ones([3]))];
    const saved = (inner: Optimizer) => {
      const outer = new LossScaleOptimizer(inner);
      outer.build(variables);
      const part = outer.savedState().parts['inner_optimizer'] as Optimizer;
      const found = part.savedState().variables;
      assert.deepEqual(outer.savedState().variables.slice(-found.length), found);
      return [found.length, inner.savedState().variables.length];
    };
    assert.deepEqual(saved(new Adam()), [6, 6]);
    // Without the product of its momenta.
    assert.deepEqual(saved(new Nadam()), [6, 7]);
    // Without the zeros of what is not factored.
    assert.deepEqual(saved(new Adafactor()), [6, 8]);
  });

  it('takes the scale out of the gradients, doubles it after finite steps and halves it after others', () => {
    const variable = new Variable(tf.scalar(1));
    const optimizer = new LossScaleOptimizer(new SGD({ learningRate: 0.5 }), {
      initialScale: 8,
      dynamicGrowthSteps: 2,
    });
    const scale = () => optimizer.scaleLoss(tf.scalar(1)).arraySync();
    optimizer.applyGradients([[tf.scalar(8), variable]]);
    assert.deepEqual([variable.numpy(), scale()], [0.5, 8]);
    optimizer.applyGradients([[tf.scalar(8), variable]]);
    assert.deepEqual([variable.numpy(), scale()], [0, 16]);
    optimizer.applyGradients([[tf.scalar(Number.POSITIVE_INFINITY), variable]]);
    assert.deepEqual([variable.numpy(), scale(), optimizer.iterations.arraySync()], [0, 8, 2]);
  });

  it('leaves a step out on all replicas where the gradients of another one are not finite', () => {
    const variable = new Variable(tf.scalar(1));
    const optimizer = new LossScaleOptimizer(new SGD({ learningRate: 0.5 }), { initialScale: 8 });
    const sum = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => tf.add(tensor, 1));
    asReplica({ id: 0, count: 2, share: 0.5, sum, first: (initial) => initial }, () =>
      optimizer.applyGradients([[tf.scalar(8), variable]]),
    );
    assert.deepEqual([variable.numpy(), optimizer.scaleLoss(tf.scalar(1)).arraySync()], [1, 4]);
  });

  it('has the learning rate of the inner optimizer', () => {
    const optimizer = new LossScaleOptimizer(new SGD({ learningRate: 0.5 }));
    optimizer.learningRate = 0.25;
    assert.equal(optimizer.innerOptimizer.learningRate, 0.25);
    assert.throws(() => new LossScaleOptimizer('sgd' as never), /expected an optimizer/);
  });
});

for (const { name, missing, load } of RECORDING_BACKENDS)
  it(`a recorded step on ${name} leaves out what is not finite, as one that is run`, {
    skip: missing,
  }, async () => {
    await load();
    const gradients = [1, 2, Number.POSITIVE_INFINITY, 3, Number.NaN, 4, 5, 6, 7];
    const [written, recorded] = [false, true].map((isRecorded) => {
      const variable = new Variable(tf.tensor([1, 2]));
      const optimizer = new LossScaleOptimizer(new Adam({ learningRate: 0.1 }), {
        initialScale: 8,
        dynamicGrowthSteps: 2,
      });
      const step = (gradient: tf.Tensor) =>
        optimizer.applyGradients([[optimizer.scaleLoss(gradient), variable]]);
      const run = isRecorded ? compiledFunction(step) : step;
      return gradients.map((gradient) => {
        tf.tidy(() => run(tf.fill([2], gradient)));
        return [variable, ...optimizer.variables].map((one) => [...one.dataSync()]);
      });
    });
    assert.deepEqual(recorded, written);
  });
