import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { TensorBoard } from '../../../src/callbacks/tensor-board.js';
import { Dense } from '../../../src/layers/index.js';
import { Sequential } from '../../../src/models/index.js';

interface Run {
  readonly tensors: Readonly<
    Record<string, { readonly plugin: string; readonly values: [number, string[]][] }>
  >;
  readonly graph: readonly [name: string, op: string, inputs: readonly string[]][];
}

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-tensorboard-'));

describe('TensorBoard', () => {
  before(ensureReady);
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('writes what the real TensorBoard reads: values, rates, histograms, pictures, text, graphs', async () => {
    const model = new Sequential(
      [
        new Dense({ units: 3, activation: 'relu', inputShape: [4], name: 'first' }),
        new Dense({ units: 1, name: 'second' }),
      ],
      { name: 'sequential' },
    );
    model.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['mae'] });
    const callback = new TensorBoard({
      logDir: folder,
      histogramFreq: 1,
      writeImages: true,
      updateFreq: 'batch',
      writeStepsPerSecond: true,
    });
    const [x, y] = [tf.randomNormal([12, 4]), tf.randomNormal([12, 1])];
    const add = {
      onEpochEnd(epoch: number) {
        callback.text('note', '**bold**', epoch);
        callback.image('picture', tf.ones([2, 5, 3]), epoch);
      },
    };
    const options = { epochs: 2, batchSize: 4, validationSplit: 0.25, verbose: 0 } as const;
    const { history } = await model.fit(x, y, { ...options, callbacks: [callback, add] });
    const reader = fileURLToPath(new URL('./read_events.py', import.meta.url));
    const python = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));
    const output = execFileSync(python, [reader, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { train, validation } = JSON.parse(output.trim().split('\n').at(-1) as string) as Record<
      string,
      Run
    >;
    const values = (run: Run | undefined, tag: string) =>
      run!.tensors[tag]!.values.map(([step, [value]]) => [step, Math.fround(Number(value))]);
    const wanted = (list: readonly number[]) => list.map((value, step) => [step, Math.fround(value)]);
    assert.deepEqual(values(train, 'epoch_loss'), wanted(history.loss));
    assert.deepEqual(values(validation, 'epoch_mae'), wanted(history['val_mae']!));
    assert.deepEqual(
      values(train, 'epoch_learning_rate').map(([, rate]) => rate!.toFixed(4)),
      ['0.0100', '0.0100'],
    );
    assert.deepEqual(
      values(train, 'batch_loss').map(([step]) => step),
      [1, 2, 3, 4, 5, 6],
    );
    assert.deepEqual(
      values(validation, 'evaluation_loss_vs_iterations').map(([step]) => step),
      [3, 6],
    );
    assert.ok(values(train, 'epoch_steps_per_second').every(([, value]) => value! > 0));
    const { plugin, values: histograms } = train!.tensors['sequential/first/kernel/histogram']!;
    assert.equal(plugin, 'histograms');
    assert.equal(histograms[0]![1].length, 90);
    const counts = histograms[0]![1].filter((_, i) => i % 3 === 2).map(Number);
    assert.equal(
      counts.reduce((a, b) => a + b),
      12,
    );
    const picture = train!.tensors['picture']!;
    assert.deepEqual([picture.plugin, picture.values[0]![1].slice(0, 2)], ['images', ["b'5'", "b'2'"]]);
    assert.match(picture.values[0]![1][2]!, /^b'\\x89PNG/);
    assert.ok(train!.tensors['sequential/first/kernel/image']);
    assert.deepEqual(train!.tensors['note'], {
      plugin: 'text',
      values: [
        [0, ["b'**bold**'"]],
        [1, ["b'**bold**'"]],
      ],
    });
    assert.equal(train!.tensors['keras']!.plugin, 'graph_keras_model');
    assert.deepEqual(
      train!.graph.map(([name, op]) => [name.replace(/_\d+$/, ''), op]),
      [
        ['input_layer', 'InputLayer'],
        ['first', 'Dense'],
        ['second', 'Dense'],
      ],
    );
    assert.deepEqual(train!.graph[2]![2], ['first']);
  });

  it('refuses what it cannot do', () => {
    assert.throws(() => new TensorBoard({ profileBatch: 2 as 0 }), /there is no profiler here/);
    assert.throws(() => new TensorBoard({ embeddingsFreq: 1 as 0 }), /nothing is written for the projector/);
    assert.throws(() => new TensorBoard({ updateFreq: 'often' as 'epoch' }), /updateFreq/);
    assert.throws(() => new TensorBoard({ embeddingsFreq: 1 } as object), /embeddingsFreq/);
    assert.throws(
      () => new TensorBoard({ logDir: folder }).image('x', tf.ones([3]), 0),
      /image expected \[height, width, channels\]/,
    );
  });
});
