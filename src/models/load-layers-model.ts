import {
  type LayersModelParts,
  type LayersModelPlace,
  readArtifacts,
} from '../saving/layers-model/layers-artifacts.js';
import type { NamedArray } from '../saving/layers-model/weights-manifest.js';
import { assignArray } from '../saving/saved-array.js';
import { pairOptional } from '../saving/saved-weights.js';
import { checkOptions } from '../support/check.js';
import { isKerasConfig } from '../support/registry.js';
import { withKeras2HardSigmoid } from './keras2-hard-sigmoid.js';
import { pairWeights } from './layers-weights.js';
import { legacyCompileConfig, modernConfig, undamaged } from './legacy-config.js';
import { type LoadModelOptions, makeModel } from './make-model.js';
import type { Model } from './model.js';

/** Options of {@link loadLayersModel}. */
export interface LoadLayersModelOptions extends LoadModelOptions {
  /** False: weights that are missing stay as they begin, and those that belong to no layer are left out. */
  readonly strict?: boolean | undefined;
  /** Called with the share of the files that is there, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Options of `fetch`, for an address. */
  readonly requestInit?: RequestInit | undefined;
}

/**
 * A model in the layers format of TensorFlow.js: written by `model.save` here, by tfjs-layers, or by
 * tensorflowjs_converter, also with packed weights (uint8, uint16, float16).
 * See https://js.tensorflow.org/api/latest/#loadLayersModel.
 *
 * @param place path of `model.json` or of its folder, a `file://`, `http://` or `https://` address, or a handler of
 *   `tf.io`, or `{ modelTopology, weightSpecs, weightData }` in memory
 * @throws ValueError when it cannot be read, is damaged, is a graph model, or names a layer that is not known
 *
 * @example
 * await model.save('model/model.json');
 * const again = await models.loadLayersModel('model/model.json');
 */
export async function loadLayersModel(
  place: LayersModelPlace | LayersModelParts,
  options: LoadLayersModelOptions = {},
): Promise<Model> {
  const {
    customObjects,
    compile = true,
    safeMode,
    strict = true,
    ...reading
  } = checkOptions('loadLayersModel', options, [
    'customObjects',
    'compile',
    'safeMode',
    'strict',
    'onProgress',
    'requestInit',
  ]);
  const where = `loadLayersModel: ${typeof place === 'object' && !(place instanceof URL) ? 'in memory' : place}`;
  const { topology, weights, trainingConfig, optimizer } = await readArtifacts(place, where, reading);
  const own = weights.filter(({ group }) => group !== 'optimizer');
  const compiled =
    compile && trainingConfig !== undefined
      ? undamaged(where, () => legacyCompileConfig(trainingConfig))
      : null;
  const limits = strict ? { weights: own.reduce((sum, { array }) => sum + array.data.length, 0) } : {};
  const config = modernConfig(
    undamaged(where, () => architecture(topology)),
    where,
  );
  const model = makeModel(where, config, { customObjects, safeMode }, compiled, limits);
  for (const [variable, { array }] of pairWeights(model, own, where, { strict }))
    assignArray(variable, array, where);
  if (compiled !== null) assignOptimizer(where, model, optimizer, weights.length > own.length);
  return model;
}

/** The configuration of the model, which may stand beside the version of Keras. */
function architecture(topology: unknown): unknown {
  const { model_config: inner } = topology as { readonly model_config?: unknown };
  const config = typeof inner === 'string' ? (JSON.parse(inner) as unknown) : (inner ?? topology);
  const { keras_version: version } = { ...(config as object), ...(topology as object) } as {
    readonly keras_version?: unknown;
  };
  return isKerasConfig(config) && !/^3\./.test(String(version)) ? withKeras2HardSigmoid(config) : config;
}

function assignOptimizer(
  where: string,
  model: Model,
  saved: readonly NamedArray[] | undefined,
  ofTfjs: boolean,
): void {
  if (saved === undefined) {
    if (ofTfjs) console.warn(`${where}: the optimizer begins afresh: its state is that of TensorFlow.js.`);
    return;
  }
  const arrays = saved.map(({ array }) => array);
  for (const [variable, array] of pairOptional(model.optimizer.variables, arrays, where))
    assignArray(variable, array, where);
}
