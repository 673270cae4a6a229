import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { BackupAndRestore, Callback } from '../../../src/callbacks/index.js';
import { Conv2D, Dense, EinsumDense, Embedding } from '../../../src/layers/index.js';
import { loadModel, Sequential } from '../../../src/models/index.js';

const x = () => tf.randomNormal([16, 4], 0, 1, 'float32', 1);
const y = () => tf.randomNormal([16, 1], 0, 1, 'float32', 2);

function adapted(): { model: Sequential; layer: Dense } {
  const layer = new Dense({ units: 3, inputShape: [4] });
  const model = new Sequential([layer, new Dense({ units: 1 })]);
  layer.enableLora(2, { loraAlpha: 8 });
  model.compile({ optimizer: 'adam', loss: 'mse' });
  return { model, layer };
}

describe('enableLora', () => {
  before(ensureReady);

  it('trains two small matrices in place of the weight, from the same results on', async () => {
    const { model, layer } = adapted();
    const [a, b] = layer.weights.filter(({ name }) => name.startsWith('lora'));
    assert.deepEqual(
      [a?.shape, b?.shape],
      [
        [4, 2],
        [2, 3],
      ],
    );
    assert.equal(layer.loraEnabled && layer.loraRank, 2);
    const kernel = layer.kernel?.arraySync();
    const plain = tf.add(tf.matMul(x() as tf.Tensor2D, layer.kernel as unknown as tf.Tensor2D), 0);
    assert.ok((tf.max(tf.abs(tf.sub(plain, layer(x())))).arraySync() as number) < 1e-6);
    await model.fit(x(), y(), { epochs: 2, verbose: 0 });
    assert.deepEqual(layer.kernel?.arraySync(), kernel);
    assert.ok((tf.max(tf.abs(b as unknown as tf.Tensor)).arraySync() as number) > 0);
  });

  it('saves the sum; a loaded layer goes on from it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellgrad-lora-'));
    const { model, layer } = adapted();
    await model.fit(x(), y(), { epochs: 2, verbose: 0 });
    await model.save(join(folder, 'm.keras'));
    const loaded = await loadModel(join(folder, 'm.keras'));
    const difference = tf.sub(model.predict(x()) as tf.Tensor, loaded.predict(x()) as tf.Tensor);
    assert.ok((tf.max(tf.abs(difference)).arraySync() as number) < 1e-6);
    const first = loaded.layers[0] as Dense;
    assert.equal(first.loraAlpha, layer.loraAlpha);
    assert.equal(first.kernel?.trainable, false);
    rmSync(folder, { recursive: true });
  });

  it('goes on from a backup with the very same numbers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellgrad-lora-'));
    const weights = async (...stops: (number | null)[]): Promise<number[][]> => {
      const { model } = adapted();
      const begin = model.getWeights().map(({ shape }, i) => tf.randomNormal(shape, 0, 1, 'float32', i + 5));
      for (const stop of stops) {
        model.setWeights(begin);
        model.compile({ optimizer: 'adam', loss: 'mse' });
        class Stop extends Callback {
          override onEpochBegin(epoch: number): void {
            if (epoch === stop) throw new Error('killed');
          }
        }
        const callbacks = [new BackupAndRestore(join(folder, String(stops.length))), new Stop()];
        await model.fit(x(), y(), { epochs: 4, verbose: 0, shuffle: false, callbacks }).catch((error) => {
          assert.equal(error.message, 'killed');
        });
      }
      return model.getWeights().map((weight) => Array.from(weight.dataSync()));
    };
    assert.deepEqual(await weights(2, null), await weights(null));
    rmSync(folder, { recursive: true, force: true });
  });

  it('is there in Embedding, EinsumDense and convolutions, with a rank from the begin', () => {
    const layers = [
      [new Embedding({ inputDim: 5, outputDim: 3, loraRank: 2 }), tf.tensor2d([[1, 2]], [1, 2], 'int32')],
      [
        new EinsumDense({ equation: 'abc,cde->abde', outputShape: [null, 2, 3], loraRank: 2 }),
        tf.ones([1, 2, 4]),
      ],
      [new Conv2D({ filters: 2, kernelSize: 3, loraRank: 1, loraAlpha: 2 }), tf.ones([1, 4, 4, 1])],
    ] as const;
    const shapes = layers.map(([layer, input]) => {
      (layer as unknown as Dense)(input);
      return layer.trainableWeights.filter(({ name }) => name.startsWith('lora')).map(({ shape }) => shape);
    });
    assert.deepEqual(shapes, [
      [
        [5, 2],
        [2, 3],
      ],
      [
        [4, 2, 2],
        [2, 3],
      ],
      [
        [3, 3, 1, 1],
        [1, 2],
      ],
    ]);
  });

  it('refuses layers that are not built, are adapted already or have a constraint', () => {
    const layer = new Dense({ units: 2, kernelConstraint: 'maxNorm' });
    assert.throws(() => layer.enableLora(2), /expected a layer that is built/);
    layer.build([null, 3]);
    assert.throws(() => layer.enableLora(2), /without a constraint/);
    assert.throws(() => adapted().layer.enableLora(2), /it has rank 2 already/);
    assert.throws(() => new Dense({ units: 2, loraRank: 0 }), /loraRank must be a positive integer/);
  });
});
