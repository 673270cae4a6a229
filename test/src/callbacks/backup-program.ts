/**
 * A training as a program of its own, which the test kills: `backup-program.ts FOLDER SAVE_FREQ [STOP_EPOCH STOP_BATCH]`.
 * Prints what it ended with. With a place to stop it says so there and waits to be killed.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
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

const files = `${folder}.files`;
mkdirSync(files, { recursive: true });
// Nothing gets better by so much: the counters of these go on in every epoch.
const stopping = new callbacks.EarlyStopping({ patience: 3, minDelta: 10, restoreBestWeights: true });
const plateau = new callbacks.ReduceLROnPlateau({ monitor: 'loss', patience: 2, minDelta: 10, factor: 0.5 });
const best = new callbacks.ModelCheckpoint(`${files}/best.weights.h5`, {
  saveBestOnly: true,
  saveWeightsOnly: true,
});

const { history } = await model.fit(x, y, {
  epochs: 4,
  batchSize: 8,
  validationSplit: 0.2,
  verbose: 0,
  callbacks: [
    stopping,
    plateau,
    best,
    new callbacks.ModelCheckpoint(`${files}/{epoch}-{batch}.weights.h5`, {
      saveFreq: 3,
      saveWeightsOnly: true,
    }),
    new callbacks.CSVLogger(`${files}/log.csv`),
    new callbacks.BackupAndRestore(folder, { saveFreq: freq === 'epoch' ? freq : Number(freq) }),
    ...(stopEpoch === undefined ? [] : [new Stop()]),
  ],
});
const weights = model.weights.map((weight) => [...weight.dataSync()]);
const state = model.optimizer.variables.map((variable) => [...variable.dataSync()]);
const counted = [stopping.wait, stopping.best, stopping.bestEpoch, plateau.wait, plateau.best, best.best];
const log = readFileSync(`${files}/log.csv`, 'utf8');
const saved = readdirSync(files).sort();
process.stdout.write(`${JSON.stringify({ history, weights, state, counted, log, saved })}\n`);
