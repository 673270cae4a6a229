import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { SwapEMAWeights } from '../../../src/callbacks/swap-ema-weights.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Sequential } from '../../../src/models/sequential.js';
import { SGD } from '../../../src/optimizers/sgd.js';
import { liveTensors } from '../../live-tensors.js';

const weight = (model: Sequential) => tf.tidy(() => model.getWeights()[0]!.dataSync()[0] as number);

function trained(useEma = true): Sequential {
  const model = new Sequential([
    new Dense({ units: 1, useBias: false, kernelInitializer: 'zeros', inputShape: [1] }),
  ]);
  model.compile({ optimizer: new SGD({ learningRate: 0.25, useEma, emaMomentum: 0.5 }), loss: 'mse' });
  return model;
}

describe('SwapEMAWeights', () => {
  before(ensureReady);
  const [x, y] = [
    [[1], [1]],
    [[1], [1]],
  ];

  it('evaluates with the averages, and trains on with the weights', async () => {
    // The weight goes 0, 0.5, 0.75; the average starts as the first of them: 0.5, 0.625.
    const plain = trained();
    const { history } = await plain.fit(x, y, {
      epochs: 2,
      batchSize: 2,
      validationData: [x, y],
      verbose: 0,
    });
    assert.deepEqual(history['val_loss'], [0.25, 0.0625]);
    const model = trained();
    const live = await liveTensors();
    const callbacks = [new SwapEMAWeights()];
    const swapped = await model.fit(x, y, {
      epochs: 2,
      batchSize: 2,
      validationData: [x, y],
      verbose: 0,
      callbacks,
    });
    assert.deepEqual(swapped.history['loss'], history['loss']);
    assert.deepEqual(swapped.history['val_loss'], [0.25, 0.140625]);
    assert.equal(weight(model), 0.625);
    assert.ok((await liveTensors()) - live <= 4);
  });

  it('keeps the averages in the model between epochs where callbacks behind it want them', async () => {
    const model = trained();
    const seen: number[] = [];
    const look = { onEpochEnd: () => void seen.push(weight(model)) };
    const callbacks = [new SwapEMAWeights({ swapOnEpoch: true }), look];
    await model.fit(x, y, { epochs: 2, batchSize: 2, verbose: 0, callbacks });
    assert.deepEqual(seen, [0.5, 0.625]);
    assert.equal(weight(model), 0.625);
  });

  it('needs an optimizer that keeps averages', async () => {
    const fit = trained(false).fit(x, y, {
      validationData: [x, y],
      verbose: 0,
      callbacks: [new SwapEMAWeights()],
    });
    await assert.rejects(fit, /expected an optimizer that keeps averages/);
  });
});
