import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as tfjsLayers from '@tensorflow/tfjs-layers';
import { ensureReady } from '../../src/backends/choose.js';
import { loadLayersModel, loadModel } from '../../src/models/index.js';
import { layersTopology, unknownToTfjs } from '../../src/models/layers-topology.js';
import type { Model } from '../../src/models/model.js';
import { readH5 } from '../../src/saving/hdf5/h5-thread.js';
import { groupAt, type H5Array, type H5Group, h5At } from '../../src/saving/hdf5/h5-tree.js';
import { encodeWeights, type NamedArray } from '../../src/saving/layers-model/weights-manifest.js';
import { flatten, type Nested } from '../../src/support/structure.js';
import { share } from '../share.js';
import { registerFileModels } from './file-models.js';
import { assertClose, isOracleArray, type OracleArray, oracleCases, toTensor } from './oracle.js';

interface Case {
  readonly name: string;
  readonly x: unknown;
  readonly keras: string;
  readonly h5: string | null;
  readonly predicted: readonly OracleArray[];
}

/** What tfjs-layers 4.22 cannot do although it has the layers, or does in another way. */
const NOT_IN_TFJS: Readonly<Record<string, string>> = {
  activations: 'leaky_relu by name',
  own_activation: "activations of one's own",
  conv1d: 'causal padding where the kernel is not dilated',
  conv_groups: 'groups of channels',
  images: 'bilinear upsampling that has corners where Keras has them',
  rescaling: 'cropping and resizing of batches',
  global_max: 'keepdims',
  lstm: 'the hard sigmoid of Keras 3',
  masking: 'reset_after',
  gru: 'reset_after',
  rnn_cells: 'reset_after',
  bidirectional: 'reset_after',
  bidirectional_pair: 'another layer backward',
  several: 'reset_after',
};

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-layers-'));
const CASES = ['files_layers', 'files_graphs'].flatMap((group) => oracleCases<Case>(group));

function tensors(data: unknown): Nested<tf.Tensor> {
  if (isOracleArray(data)) return toTensor(data);
  if (Array.isArray(data)) return data.map(tensors);
  return Object.fromEntries(Object.entries(data as object).map(([key, item]) => [key, tensors(item)]));
}

function compare(found: unknown, { predicted }: Case, what: string, tolerance = 1e-5): void {
  const list = flatten(found as Nested<tf.Tensor>);
  assert.equal(list.length, predicted.length, what);
  predicted.forEach((array, i) => {
    assertClose(list[i] as tf.Tensor, array, tolerance, `${what} ${i}`);
  });
}

/** The files that tensorflowjs_converter makes of an .h5 file: its configuration, and its weights layer by layer. */
async function convert({ h5, name }: Case): Promise<string> {
  const file = await readH5(Buffer.from(h5 as string, 'base64'), name);
  const weights = groupAt(file, 'model_weights') as H5Group;
  const list = (group: H5Group, key: string) => {
    const names = group.attributes.get(key);
    return Array.isArray(names) ? names.map(String) : [];
  };
  const arrays: NamedArray[] = list(weights, 'layer_names').flatMap((layer) => {
    const group = groupAt(weights, layer) as H5Group;
    return list(group, 'weight_names').map((path) => ({ name: path, array: h5At(group, path) as H5Array }));
  });
  const { specs, bytes } = encodeWeights(arrays);
  const to = join(folder, `${name}.converted.json`);
  writeFileSync(join(folder, `${name}.converted.bin`), bytes);
  const modelTopology = {
    keras_version: '3.15.1',
    backend: 'tensorflow',
    model_config: JSON.parse(String(file.attributes.get('model_config'))),
  };
  const weightsManifest = [{ paths: [`${name}.converted.bin`], weights: specs }];
  writeFileSync(to, JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest }));
  return to;
}

function knownToTfjs(model: Model): boolean {
  const config = model.getConfig();
  return unknownToTfjs(layersTopology({ class_name: model.className, config })).length === 0;
}

async function inTfjs(model: Model): Promise<tfjsLayers.LayersModel> {
  let artifacts = {} as tf.io.ModelArtifacts;
  await model.save(
    tf.io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  // There a Flatten takes no rows, which is what many of these models give it.
  const { config } = artifacts.modelTopology as { config: { layers: { class_name: string }[] } };
  if (model.className === 'Sequential' && model.layers.at(-2)?.builtShape?.length === 2)
    config.layers = config.layers.filter(({ class_name: name }) => name !== 'Flatten');
  return tfjsLayers.loadLayersModel(tf.io.fromMemory(artifacts));
}

describe("models in TensorFlow.js's layers format", () => {
  before(async () => {
    await ensureReady();
    registerFileModels();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const one of share(CASES, 12, ({ name }) => name)) {
    if (one.h5 === null) continue;
    it(`${one.name}: written here, opens here and in tfjs-layers; converted, opens here`, async () => {
      const x = tensors(one.x);
      const path = join(folder, `${one.name}.keras`);
      writeFileSync(path, Buffer.from(one.keras, 'base64'));
      const model = await loadModel(path);
      await model.save(join(folder, one.name, 'model.json'));
      const again = await loadModel(join(folder, one.name));
      compare(again.predict(x as tf.Tensor), one, 'written and read');
      compare((await loadLayersModel(await convert(one))).predict(x as tf.Tensor), one, 'converted');
      if (!knownToTfjs(model) || one.name in NOT_IN_TFJS) return;
      const theirs = await inTfjs(model);
      compare(theirs.predict(flatten(x) as tf.Tensor[]), one, 'in tfjs-layers', 1e-4);
    });
  }
});
