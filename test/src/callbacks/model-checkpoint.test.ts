import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { ModelCheckpoint } from '../../../src/callbacks/model-checkpoint.js';
import { Dense } from '../../../src/layers/index.js';
import { loadModel, Sequential } from '../../../src/models/index.js';
import { FakeTraining } from './fake-training.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-checkpoint-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function epochs(callback: ModelCheckpoint, values: readonly object[]): Promise<string[]> {
  const training = new FakeTraining();
  callback.setModel(training);
  for (const [epoch, logs] of values.entries()) {
    callback.onEpochBegin(epoch);
    await callback.onEpochEnd(epoch, { ...logs });
  }
  return training.written;
}

describe('ModelCheckpoint', () => {
  it('writes every epoch, or only when the watched value is the best', async () => {
    const losses = [0.5, 0.7, 0.4].map((val_loss) => ({ loss: 1, val_loss, accuracy: 1 - val_loss }));
    assert.deepEqual(await epochs(new ModelCheckpoint('{epoch:02d}.keras'), losses), [
      '01.keras',
      '02.keras',
      '03.keras',
    ]);
    assert.deepEqual(await epochs(new ModelCheckpoint('m{epoch}.keras', { saveBestOnly: true }), losses), [
      'm1.keras',
      'm3.keras',
    ]);
    const up = new ModelCheckpoint('{accuracy:.1f}.h5', {
      saveBestOnly: true,
      monitor: 'accuracy',
      mode: 'max',
      initialValueThreshold: 0.55,
    });
    assert.deepEqual(await epochs(up, losses), ['0.6.h5']);
    assert.equal(up.best, 0.6);
    const weights = new ModelCheckpoint('w.weights.h5', { saveWeightsOnly: true });
    assert.deepEqual(await epochs(weights, losses), ['w.weights.h5', 'w.weights.h5', 'w.weights.h5']);
  });

  it('writes after so many batches, across epochs, and a file that opens', async () => {
    await ensureReady();
    const model = new Sequential([new Dense({ units: 1, inputShape: [2] })]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const [x, y] = [tf.ones([6, 2]), tf.ones([6, 1])];
    await model.fit(x, y, {
      batchSize: 2,
      epochs: 2,
      verbose: 0,
      callbacks: new ModelCheckpoint(join(folder, 'e{epoch}b{batch}.keras'), { saveFreq: 2 }),
    });
    assert.deepEqual(readdirSync(folder).sort(), ['e1b2.keras', 'e2b1.keras', 'e2b3.keras']);
    const again = await loadModel(join(folder, 'e2b3.keras'));
    assert.deepEqual((again.predict(x) as tf.Tensor).arraySync(), model.predict(x).arraySync());
  });

  it('refuses paths and options that it cannot use', () => {
    assert.throws(() => new ModelCheckpoint('model'), /expected a path that ends in .keras or .h5 or .hdf5/);
    assert.throws(
      () => new ModelCheckpoint('m.keras', { saveWeightsOnly: true }),
      /ends in .weights.h5, as saveWeightsOnly is true/,
    );
    assert.throws(() => new ModelCheckpoint('m.keras', { saveFreq: 0 }), /saveFreq/);
    assert.throws(() => new ModelCheckpoint('m.keras', { saveBest: true } as object), /saveBest/);
  });
});
