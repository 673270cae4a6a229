import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as tfjs from '@tensorflow/tfjs-layers';
import { ensureReady } from '../../../src/backends/choose.js';
import * as layers from '../../../src/layers/index.js';
import { loadLayersModel, loadModel, type Model, Sequential } from '../../../src/models/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-layers-model-'));
const at = (name: string) => join(folder, name);

/** What tfjs-layers saves. */
async function artifactsOf(
  model: tfjs.LayersModel | Model,
  includeOptimizer = false,
): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts = {};
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  await (model as tfjs.LayersModel).save(handler, { includeOptimizer });
  return saved;
}

function assertSame(a: unknown, b: unknown, within = 1e-6): void {
  const [x, y] = [a, b].map((value) => (value as tf.Tensor).dataSync());
  assert.equal(x?.length, y?.length);
  x?.forEach((value, i) => {
    assert.ok(Math.abs(value - (y?.[i] as number)) <= within, `${value} and ${y?.[i]}`);
  });
}

/** Models of tfjs-layers, each with what it takes. */
const THEIRS: Readonly<Record<string, () => [tfjs.LayersModel, number[]]>> = {
  'recurrent layers and wrappers': () => {
    const inner = tfjs.sequential({
      name: 'inner',
      layers: [tfjs.layers.dense({ units: 3, inputShape: [4] })],
    });
    const cells = [tfjs.layers.lstmCell({ units: 2 }), tfjs.layers.gruCell({ units: 2 })];
    const model = tfjs.sequential({
      layers: [
        tfjs.layers.lstm({ units: 4, returnSequences: true, inputShape: [6, 3] }),
        tfjs.layers.bidirectional({
          layer: tfjs.layers.gru({ units: 2, returnSequences: true }) as never,
          mergeMode: 'concat',
        }),
        tfjs.layers.timeDistributed({ layer: inner }),
        tfjs.layers.rnn({ cell: cells }),
        tfjs.layers.batchNormalization(),
        tfjs.layers.leakyReLU({ alpha: 0.1 }),
        tfjs.layers.dense({ units: 1, kernelRegularizer: 'l1l2', activation: 'hardSigmoid' }),
      ],
    });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['accuracy'] });
    return [model, [6, 3]];
  },
  'a graph with a model in it': () => {
    const x = tfjs.input({ shape: [4] });
    const inner = tfjs.sequential({ layers: [tfjs.layers.dense({ units: 3, inputShape: [4] })] });
    const dense = tfjs.layers.dense({ units: 4, activation: 'elu' });
    const sum = tfjs.layers.add().apply([dense.apply(x), dense.apply(dense.apply(x))] as never);
    return [tfjs.model({ inputs: x, outputs: inner.apply(sum) as tfjs.SymbolicTensor }), [4]];
  },
  convolutions: () => {
    const model = tfjs.sequential({
      layers: [
        tfjs.layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [8, 8, 2], activation: 'relu6' }),
        tfjs.layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same' }),
        tfjs.layers.depthwiseConv2d({ kernelSize: 2 }),
        tfjs.layers.batchNormalization(),
        tfjs.layers.globalAveragePooling2d({}),
        tfjs.layers.softmax(),
      ],
    });
    return [model, [8, 8, 2]];
  },
};

describe('loadLayersModel', () => {
  before(ensureReady);
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, make] of Object.entries(THEIRS)) {
    it(`${name}: what tfjs-layers saves predicts the same here, after writing it, and there again`, async (t) => {
      const quiet = t.mock.method(console, 'warn', () => undefined);
      const [model, shape] = make();
      const x = tf.randomNormal([2, ...shape]);
      const wanted = model.predict(x);
      const ours = await loadLayersModel(await artifactsOf(model, true));
      assertSame(ours.predict(x), wanted);
      await ours.save(at('theirs.keras'));
      assertSame((await loadModel(at('theirs.keras'))).predict(x), wanted);
      await ours.save(at('theirs/model.json'));
      assertSame((await loadModel(at('theirs'))).predict(x), wanted);
      const back = await tfjs.loadLayersModel(tf.io.fromMemory(await artifactsOf(ours)));
      assertSame(back.predict(x), wanted);
      quiet.mock.restore();
    });
  }

  const small = () =>
    new Sequential([
      new layers.Dense({ units: 4, activation: 'relu', inputShape: [3] }),
      new layers.Dense({ units: 1 }),
    ]);

  it('trains on where it was when the optimizer is in the file, and is not compiled without it', async () => {
    const [x, y] = [tf.randomNormal([16, 3]), tf.randomNormal([16, 1])];
    const options = { epochs: 2, shuffle: false, verbose: 0 } as const;
    const model = small();
    model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] });
    await model.fit(x, y, options);
    await model.save(at('plain/model.json'));
    await model.save(at('whole/model.json'), { includeOptimizer: true });
    const wanted = await model.fit(x, y, options);
    const again = await loadModel(at('whole/model.json'));
    assert.deepEqual((await again.fit(x, y, options)).history, wanted.history);
    assert.equal((await loadLayersModel(at('plain'))).compiled, false);
    await assert.rejects(
      model.save(at('plain/model.json'), { overwrite: false }),
      /is there already, and overwrite is false/,
    );
    const there = await tfjs.loadLayersModel(tf.io.fromMemory(await artifactsOf(model, true)));
    assertSame(there.predict(x), model.predict(x));
  });

  it('says which weights are missing or belong to nothing, unless strict is false', async () => {
    const artifacts = await artifactsOf(small());
    const specs = artifacts.weightSpecs as tf.io.WeightsManifestEntry[];
    const renamed = specs.map((spec) => ({ ...spec, name: `other_${spec.name}` }));
    await assert.rejects(
      loadLayersModel({ ...artifacts, weightSpecs: renamed } as never),
      /in memory: it has no weights for dense[\s\S]*other_dense[\s\S]*belong to no layer[\s\S]*strict: false/,
    );
    const loose = await loadLayersModel({ ...artifacts, weightSpecs: renamed } as never, { strict: false });
    assert.equal(loose.countParams(), 21);
  });
});
