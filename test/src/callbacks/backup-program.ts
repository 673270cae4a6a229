/**
 * A training as a program of its own, which the test kills: `backup-program.ts FOLDER SAVE_FREQ [STOP_EPOCH STOP_BATCH]`.
 * Prints what it ended with. With a place to stop it says so there and waits to be killed.
 */
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { setRandomSeed } from '../../../src/backends/random.js';
import * as callbacks from '../../../src/callbacks/index.js';
import * as layers from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/index.js';

const [folder, freq, stopEpoch, stopBatch] = process.argv.slice(2) as [string, string, string?, string?];
await ensureReady();
setRandomSeed(3);
const model = new Sequential([
  new layers.Dense({ units: 6, activation: 'relu', inputShape: [4] }),
  new layers.Dropout({ rate: 0.3 }),
  new layers.BatchNormalization(),
  new layers.Dense({ units: 3, activation: 'softmax' }),
]);
model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const rows = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(3 * i), (i % 7) / 7, (i % 5) / 5]);
const x = tf.tensor2d(rows);
const y = tf.tensor1d(
  rows.map((_, i) => i % 3),
  'int32',
);

class Stop extends callbacks.Callback {
  #epoch = 0;

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
  }

  override async onTrainBatchBegin(batch: number): Promise<void> {
    if (this.#epoch !== Number(stopEpoch) || batch !== Number(stopBatch)) return;
    process.stdout.write('STOPPED\n');
    await new Promise(() => setInterval(() => undefined, 1000));
  }
}

const { history } = await model.fit(x, y, {
  epochs: 4,
  batchSize: 8,
  validationSplit: 0.2,
  verbose: 0,
  callbacks: [
    new callbacks.BackupAndRestore(folder, { saveFreq: freq === 'epoch' ? freq : Number(freq) }),
    ...(stopEpoch === undefined ? [] : [new Stop()]),
  ],
});
const weights = model.weights.map((weight) => [...weight.dataSync()]);
const state = model.optimizer.variables.map((variable) => [...variable.dataSync()]);
process.stdout.write(`${JSON.stringify({ history, weights, state })}\n`);
