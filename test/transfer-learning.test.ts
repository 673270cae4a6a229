/** A pretrained network is frozen, gets a new head, is released and tuned. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as tfjs from '@tensorflow/tfjs-layers';
import { runNotebook } from '../kernel/notebook/run.js';
import { MobileNetV2 } from '../src/applications/index.js';
import { ensureReady } from '../src/backends/choose.js';
import type { Variable } from '../src/backends/variable.js';
import { Dense, Input } from '../src/layers/index.js';
import { loadLayersModel, Model } from '../src/models/index.js';
import { Adam } from '../src/optimizers/index.js';
import { installNsfwjs, NSFWJS_FOLDER, nsfwjsModel } from './nsfwjs.js';

const FULL = Boolean(process.env['CELLGRAD_TEST_FULL']);
const skip = FULL ? false : 'in the full run, which installs the npm package nsfwjs';

/** Which of the variables `train` changes. */
async function changed(
  variables: readonly Variable[],
  train: () => Promise<unknown>,
): Promise<Set<Variable>> {
  const values = variables.map((variable) => variable.dataSync().slice());
  await train();
  const differ = (variable: Variable, i: number) =>
    variable.dataSync().some((value, j) => value !== values[i]?.[j]);
  return new Set(variables.filter(differ));
}

describe('transfer learning', () => {
  before(ensureReady);

  it('a frozen network stays as it is, its averages too; released, what is released changes', async () => {
    const backbone = MobileNetV2({
      weights: null,
      includeTop: false,
      alpha: 0.35,
      inputShape: [32, 32, 3],
      pooling: 'avg',
    });
    const [x, y] = [tf.randomUniform([8, 32, 32, 3], -1, 1), tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32')];
    const input = Input({ shape: [32, 32, 3] });
    const head = new Dense({ units: 3, activation: 'softmax' });
    const fit = (model: Model) => {
      model.compile({ optimizer: new Adam({ learningRate: 1e-3 }), loss: 'sparseCategoricalCrossentropy' });
      return model.fit(x, y, { epochs: 2, batchSize: 4, verbose: 0 });
    };
    backbone.trainable = false;
    const model = new Model({ inputs: input, outputs: head(backbone(input)) as never });
    const features = (backbone.predict(x) as tf.Tensor).arraySync();
    assert.deepEqual(await changed(model.weights, () => fit(model)), new Set(head.weights));
    assert.deepEqual((backbone.predict(x) as tf.Tensor).arraySync(), features);

    backbone.trainable = true;
    const first = backbone.layers.findIndex(({ name }) => name === 'block_16_expand');
    for (const layer of backbone.layers.slice(0, first)) layer.trainable = false;
    const released = backbone.layers.slice(first);
    const all = new Set([...released.flatMap((layer) => layer.weights), ...head.weights]);
    assert.deepEqual(await changed(model.weights, () => fit(model)), all, 'weights and averages');

    // Called for inference, BatchNormalization keeps its averages while its weights train.
    const tuned = new Model({ inputs: input, outputs: head(backbone(input, { training: false })) as never });
    const trained = new Set([...released.flatMap((layer) => layer.trainableWeights), ...head.weights]);
    const moved = await changed(tuned.weights, () => fit(tuned));
    // A unit that is silent on these few images has no gradient.
    assert.ok(moved.size > trained.size / 2);
    for (const variable of moved) assert.ok(trained.has(variable), variable.path);
  });

  it('the model that npm ships predicts as in tfjs-layers', {
    skip,
  }, async () => {
    const parts = await nsfwjsModel();
    const model = await loadLayersModel(parts);
    const shards = (parts.weightData as Uint8Array[]).map((shard) => Uint8Array.from(shard).buffer);
    const theirs = await tfjs.loadLayersModel(tf.io.fromMemory({ ...parts, weightData: shards } as never));
    const x = tf.randomUniform([1, 224, 224, 3]);
    const [a, b] = [model.predict(x), theirs.predict(x)].map((result) => (result as tf.Tensor).dataSync());
    a?.forEach((value, i) => {
      assert.ok(Math.abs(value - (b?.[i] as number)) < 1e-5, `${value} ${b?.[i]}`);
    });
    assert.equal(model.countParams(), 2_619_461);
  });

  it('the code of docs/transfer-learning.md runs in the kernel and learns', { skip }, async () => {
    installNsfwjs();
    const text = readFileSync(join(import.meta.dirname, '../docs/transfer-learning.md'), 'utf8');
    const cells = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, source], i) => ({
      cell_type: 'code',
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
      id: `c${i}`,
    }));
    assert.ok(cells.length >= 6);
    const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
    const path = join(NSFWJS_FOLDER, 'transfer.ipynb');
    writeFileSync(path, JSON.stringify(notebook));
    const log: string[] = [];
    const { ok, notebook: done } = await runNotebook(path, {
      progress: { write: (line) => log.push(line) },
      print: () => {},
    });
    assert.ok(ok, log.join(''));
    const printed = /\{"frozenLoss[^}]*\}/.exec(
      JSON.stringify(done.cells.at(-1)).replaceAll('\\"', '"'),
    )?.[0];
    const result = JSON.parse(printed as string) as Record<
      'frozenAccuracy' | 'tunedAccuracy' | 'frozenLoss' | 'tunedLoss',
      number
    >;
    assert.ok(result.frozenAccuracy > 0.5, printed);
    assert.ok(result.tunedLoss < result.frozenLoss, printed);
  });
});
