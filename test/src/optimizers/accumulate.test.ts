import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { Dense } from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/sequential.js';
import { Adam, Nadam, SGD } from '../../../src/optimizers/index.js';
import { assertClose } from '../../oracle/oracle.js';
import { RECORDING_BACKENDS } from '../../recording-backends.js';

for (const { name, missing, load } of RECORDING_BACKENDS)
  test(`a compiled step on ${name} gathers gradients as one that runs eagerly`, {
    skip: missing,
  }, async () => {
    await load();
    const warn = mock.method(console, 'warn');
    const x = tf.linspace(-1, 1, 28).reshape([7, 4]);
    const y = tf.linspace(0, 1, 7).reshape([7, 1]);
    const options = { learningRate: 0.1, gradientAccumulationSteps: 3 };
    const makers = [
      () => new SGD({ ...options, momentum: 0.9, useEma: true, emaMomentum: 0.5 }),
      () => new Adam({ ...options, weightDecay: 0.1 }),
      () => new Nadam(options),
    ];
    for (const make of makers) {
      const [eager, compiled] = await Promise.all(
        [true, false].map(async (runEagerly) => {
          const model = new Sequential([new Dense({ units: 1, inputShape: [4], kernelInitializer: 'ones' })]);
          model.compile({ optimizer: make(), loss: 'mse', runEagerly });
          await model.fit(x, y, { batchSize: 1, epochs: 2, shuffle: false, verbose: 0 });
          return [...model.getWeights(), ...model.optimizer.variables];
        }),
      );
      eager!.forEach((value, i) => {
        assertClose(compiled![i]!, value.dataSync(), 1e-6);
      });
    }
    assert.deepEqual(
      warn.mock.calls.map(({ arguments: [text] }) => text),
      [],
    );
  });
