/**
 * Trains on all replicas with a backup every few batches, as a program that is launched does: node train-on.ts FOLDER.
 * With a file `kill` in the folder, "RANK STEP", that replica kills itself after that step, once.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callbacks, distribute, layers, optimizers, Sequential, tf, utils } from '../../src/index.js';

const folder = process.argv[2]!;
const strategy = new distribute.MirroredStrategy();
utils.setRandomSeed(5);
const x = tf.randomUniform([40, 6], 0, 1, 'float32', 3);
const y = tf.sum(x, 1, true);
const model = strategy.scope(() => {
  const made = new Sequential([
    new layers.Dense({ units: 8, activation: 'relu', inputShape: [6] }),
    new layers.BatchNormalization(),
    new layers.Dropout({ rate: 0.2 }),
    new layers.Dense({ units: 1 }),
  ]);
  made.compile({ optimizer: new optimizers.Adam({ learningRate: 0.01 }), loss: 'mse', metrics: ['mae'] });
  return made;
});

const kill = join(folder, 'kill');
// Read before the first step: the replica that is meant takes the file away, and the others may be at the same place.
const [rank, at] = existsSync(kill) ? readFileSync(kill, 'utf8').split(' ').map(Number) : [];
let step = 0;
const { history } = await model.fit(x, y, {
  batchSize: 8,
  epochs: 4,
  verbose: 0,
  callbacks: [
    new callbacks.BackupAndRestore(join(folder, 'backup'), { saveFreq: 3 }),
    {
      onTrainBatchEnd() {
        step += 1;
        if (rank !== strategy.replicaId || at !== step || !existsSync(kill)) return;
        rmSync(kill);
        writeFileSync(join(folder, 'killed'), String(Date.now()));
        process.kill(process.pid, 'SIGKILL');
      },
    },
  ],
});
const weights = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
if (strategy.replicaId === 0) writeFileSync(join(folder, 'end.json'), JSON.stringify({ weights, history }));
