import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { BackupAndRestore } from '../../../src/callbacks/backup-and-restore.js';
import { Callback } from '../../../src/callbacks/callback.js';
import { EarlyStopping } from '../../../src/callbacks/early-stopping.js';
import { Dense } from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/index.js';
import { share } from '../../share.js';

const PROGRAM = fileURLToPath(new URL('./backup-program.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cellgrad-backup-'));

/** Runs the program; with a place to stop, kills it there. Gives what it printed. */
function run(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(output));
    child.stdout.on('data', (part: Buffer) => {
      output += part;
      if (output.includes('STOPPED')) child.kill('SIGKILL');
    });
  });
}

/** How often it backs up, and where it is killed. */
const KILLS = [
  ['2', '2', '3'],
  ['epoch', '2', '2'],
  ['1', '1', '1'],
  ['3', '0', '3'],
  ['4', '3', '0'],
  ['1', '0', '1'],
] as const;

describe('a training that was killed', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with the weights, the optimizer, the history, the counters and the files of a run that nothing broke', async () => {
    const whole = await run(join(folder, 'whole'), 'epoch');
    assert.match(whole, /"history"/);
    assert.match(whole, /"saved":\["1-3\.weights\.h5"/);
    for (const [freq, epoch, batch] of share(KILLS, 1, (kill) => kill.join(' '))) {
      const backup = join(folder, `${freq}-${epoch}-${batch}`);
      assert.match(await run(backup, freq, epoch, batch), /^STOPPED/);
      assert.deepEqual(readdirSync(backup), ['latest.weights.h5']);
      assert.equal(await run(backup, freq), whole, `backup every ${freq}, killed in ${epoch}, ${batch}`);
      assert.ok(!existsSync(backup), 'the backup is gone when training is done');
    }
  });
});

describe('BackupAndRestore', () => {
  let x: tf.Tensor;
  let y: tf.Tensor;
  before(async () => {
    await ensureReady();
    x = tf.randomNormal([8, 3]);
    y = tf.randomNormal([8, 1]);
  });
  const model = (units = 2) => {
    const made = new Sequential([new Dense({ units, inputShape: [3] }), new Dense({ units: 1 })]);
    made.compile({ optimizer: 'adam', loss: 'mse' });
    return made;
  };
  class Break extends Callback {
    constructor(private readonly at: number) {
      super();
    }

    override onEpochBegin(epoch: number): void {
      if (epoch === this.at) throw new Error('broken');
    }
  }
  const options = { epochs: 3, batchSize: 4, verbose: 0, shuffle: false } as const;

  it('goes on in another fit of the same process, takes an older backup for a damaged one, and keeps it if asked', async () => {
    const path = join(folder, 'same');
    const backup = () => new BackupAndRestore(path, { doubleCheckpoint: true, deleteCheckpoint: false });
    const one = model();
    await assert.rejects(one.fit(x, y, { ...options, callbacks: [backup(), new Break(2)] }), /broken/);
    writeFileSync(join(path, 'latest.weights.h5'), 'damaged');
    const again = model();
    const { history, epoch } = await again.fit(x, y, { ...options, callbacks: backup() });
    assert.deepEqual(epoch, [0, 1, 2]);
    assert.equal(history.loss.length, 3);
    assert.ok(existsSync(join(path, 'latest.weights.h5')));
    // The epochs are done: nothing is left to train.
    const done = await model().fit(x, y, { ...options, callbacks: backup() });
    assert.deepEqual(done.history.loss, history.loss);
  });

  it("refuses another model's backup, a damaged one, a model that is not built, and changes nothing", async () => {
    const path = join(folder, 'other');
    await assert.rejects(
      model().fit(x, y, { ...options, callbacks: [new BackupAndRestore(path), new Break(1)] }),
    );
    const other = model(5);
    const before = other.getWeights().map((tensor) => tensor.arraySync());
    await assert.rejects(
      other.fit(x, y, { ...options, callbacks: new BackupAndRestore(path) }),
      /expected kernel of shape \(3, 5\); received \(3, 2\)/,
    );
    assert.deepEqual(
      other.getWeights().map((tensor) => tensor.arraySync()),
      before,
    );
    const file = join(path, 'latest.weights.h5');
    writeFileSync(file, readFileSync(file).subarray(0, 3000));
    await assert.rejects(model().fit(x, y, { ...options, callbacks: new BackupAndRestore(path) }), /HDF5/);
    const unbuilt = new Sequential([new Dense({ units: 1 })]);
    unbuilt.compile({ loss: 'mse' });
    await assert.rejects(
      unbuilt.fit(x, y, { ...options, callbacks: new BackupAndRestore(path) }),
      /expected a model that is built/,
    );
    assert.throws(() => new BackupAndRestore(''), /expected the path of a folder/);
  });

  it('does not go on with a training that had been stopped, and knows the best weights of before', async () => {
    const path = join(folder, 'stopped');
    class Late extends Callback {
      override readonly runsLast: boolean = true;
      override onEpochEnd(epoch: number): void {
        if (epoch === 1) throw new Error('killed behind the last backup');
      }
    }
    const stop = () =>
      new EarlyStopping({ monitor: 'loss', patience: 1, minDelta: 100, restoreBestWeights: true });
    const run = (made: Sequential, ...more: Callback[]) =>
      made.fit(x, y, { ...options, epochs: 9, callbacks: [stop(), new BackupAndRestore(path), ...more] });
    const broken = model();
    const values = broken.getWeights();
    await assert.rejects(run(broken, new Late()), /killed/);
    const again = model();
    const { epoch, history } = await run(again);
    assert.deepEqual(epoch, [0, 1]);
    const whole = model();
    whole.setWeights(values);
    assert.deepEqual((await run(whole)).history, history);
    assert.deepEqual(
      again.getWeights().map((weight) => weight.arraySync()),
      whole.getWeights().map((weight) => weight.arraySync()),
    );
  });
});
