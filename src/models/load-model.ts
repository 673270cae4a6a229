import { readH5 } from '../saving/hdf5/h5-thread.js';
import { countValues, groupAt, type H5Group } from '../saving/hdf5/h5-tree.js';
import { type ModelConfig, readKerasArchive } from '../saving/keras-archive.js';
import { isLayersModelPlace } from '../saving/layers-model/layers-artifacts.js';
import { assignArray } from '../saving/saved-array.js';
import { assignWeights, pairOptional } from '../saving/saved-weights.js';
import { checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { readWholeFile } from '../support/read-whole-file.js';
import { isKerasConfig } from '../support/registry.js';
import { legacyCompileConfig, modernConfig, undamaged } from './legacy-config.js';
import { assignLegacyWeights, OPTIMIZER_STATE, savedArrays } from './legacy-h5.js';
import { loadLayersModel } from './load-layers-model.js';
import { type LoadModelOptions, makeModel } from './make-model.js';
import type { Model } from './model.js';
import { isKerasFile, isLegacyFile } from './save-model.js';

/**
 * A model from a file that was written here or by Keras: `.keras`, or the older `.h5` and `.hdf5`. With the state of
 * its optimizer, so that training goes on where it was. Or a layers model of TensorFlow.js: its `model.json`, the folder
 * with it, or the address ({@link loadLayersModel}).
 * See https://keras.io/api/models/model_saving_apis/model_saving_and_loading/.
 *
 * @throws ValueError when the file is damaged, names something that is not known, or has code in it
 *
 * @example
 * await model.save('model.keras');
 * const again = await models.loadModel('model.keras');
 */
export async function loadModel(path: string | URL, options: LoadModelOptions = {}): Promise<Model> {
  const where = `loadModel: ${path}`;
  checkOptions('loadModel', options, ['customObjects', 'compile', 'safeMode']);
  if (isLayersModelPlace(path)) return loadLayersModel(path, options);
  if (typeof path !== 'string' || !(isKerasFile(path) || isLegacyFile(path))) {
    throw new ValueError(
      `loadModel: expected a path that ends in .keras, .h5, .hdf5 or model.json; received ${show(path)}.`,
    );
  }
  const bytes = await readWholeFile(where, path);
  const { compile = true } = options;
  if (isKerasFile(path)) {
    const { config, weights, assets } = await readKerasArchive(bytes, where);
    const limits = { weights: countValues(weights) };
    const compiled = compile ? withLossScale(config.compile_config, weights) : null;
    const model = makeModel(where, config, options, compiled, limits);
    assignWeights(model, weights, where, { assets });
    return model;
  }
  return fromLegacy(where, await readH5(bytes, where), options, compile);
}

/** Keras trains a model in mixed_float16 by a LossScaleOptimizer around the optimizer that it names in the file. */
function withLossScale(
  config: ModelConfig['compile_config'],
  weights: H5Group,
): ModelConfig['compile_config'] {
  const optimizer = config?.['optimizer'];
  const isScaled = groupAt(weights, 'optimizer/inner_optimizer') !== undefined;
  if (!isScaled || !isKerasConfig(optimizer) || optimizer.class_name === 'LossScaleOptimizer') return config;
  return {
    ...config,
    optimizer: { class_name: 'LossScaleOptimizer', config: { inner_optimizer: optimizer } },
  };
}

function fromLegacy(where: string, file: H5Group, options: LoadModelOptions, compile: boolean): Model {
  const training = json(where, file, 'training_config');
  const weights = groupAt(file, 'model_weights');
  const config = json(where, file, 'model_config');
  if (config === undefined || weights === undefined) {
    throw new ValueError(`${where}: expected a file with a model; it has no configuration of one.`, {
      fix: 'a file with weights alone is read by model.loadWeights(path)',
    });
  }
  const compiled =
    compile && training !== undefined ? undamaged(where, () => legacyCompileConfig(training)) : null;
  const limits = { weights: countValues(weights) };
  const model = makeModel(where, modernConfig(config, where), options, compiled, limits);
  assignLegacyWeights(model, weights, where);
  if (compiled !== null) assignOptimizer(where, file, model);
  return model;
}

/** The state of the optimizer, as this library and as Keras write it; where it does not fit, it begins afresh. */
function assignOptimizer(where: string, file: H5Group, model: Model): void {
  const group = [OPTIMIZER_STATE, 'optimizer_weights'].find((name) => groupAt(file, name) !== undefined);
  if (group === undefined) return;
  const arrays = savedArrays(file, group, where);
  const { optimizer } = model;
  const variables = group === OPTIMIZER_STATE ? optimizer.variables : optimizer.savedState().variables;
  for (const [variable, array] of pairOptional(variables, arrays, where)) assignArray(variable, array, where);
}

function json(where: string, { attributes }: H5Group, name: string): Record<string, unknown> | undefined {
  const text = attributes.get(name);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(String(text)) as Record<string, unknown>;
  } catch (cause) {
    throw new ValueError(`${where}: expected JSON in ${name}; ${(cause as Error).message}.`, { cause });
  }
}
