import { existsSync } from 'node:fs';
import { variablesInMemory } from '../backends/webgpu/values-in-memory.js';
import { readH5, writeH5 } from '../saving/hdf5/h5-thread.js';
import { groupAt, type H5Group } from '../saving/hdf5/h5-tree.js';
import { readArchiveWeights, writeKerasArchive } from '../saving/keras-archive.js';
import {
  isHandler,
  isLayersModelPlace,
  type LayersModelPlace,
  modelFile,
} from '../saving/layers-model/layers-artifacts.js';
import type { Quantization } from '../saving/layers-model/weights-manifest.js';
import { assignWeights, beyondWeights, savedAssets, weightsGroup } from '../saving/saved-weights.js';
import { writeFileAtomically } from '../support/atomic-file.js';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { readWholeFile } from '../support/read-whole-file.js';
import { savedOptions } from './compile-config.js';
import { assignLegacyWeights, type LegacyAssignOptions, legacyModel } from './legacy-h5.js';
import { layerConfig } from './model-config.js';
import { saveLayersModel } from './save-layers-model.js';
import type { SavedModel } from './saved-model.js';

/** Options of `model.save` and `model.saveWeights`. */
export interface SaveOptions {
  /** False: a file that is there is an error. True by default. */
  readonly overwrite?: boolean | undefined;
  /**
   * False: without the optimizer and what the model was compiled with. True by default, and false for `model.json`, as
   * in TensorFlow.js.
   */
  readonly includeOptimizer?: boolean | undefined;
  /** For `model.json`: packs the weights, which loses digits. */
  readonly quantization?: Quantization | undefined;
}

/** Options of `model.loadWeights`. */
export type LoadWeightsOptions = Pick<LegacyAssignOptions, 'skipMismatch' | 'byName'>;

/** Writes a model to a file: `model.save`. */
export async function saveModel(
  model: SavedModel,
  place: LayersModelPlace,
  options: SaveOptions,
): Promise<void> {
  const where = `${model.className} ${model.name}: save`;
  await variablesInMemory();
  if (isLayersModelPlace(place)) {
    checkOptions(where, options, ['overwrite', 'includeOptimizer', 'quantization']);
    if (options.quantization !== undefined)
      checkChoice(where, 'quantization', options.quantization, ['uint8', 'uint16', 'float16']);
    if (!isHandler(place)) checkFree(where, modelFile(place), options);
    checkBuilt(where, model);
    checkWeightsAlone(where, model);
    const { includeOptimizer = false, quantization } = options;
    return saveLayersModel(model, place, where, { includeOptimizer, quantization });
  }
  const path = place as string;
  checkTarget(where, path, options, ['overwrite', 'includeOptimizer'], "model.save('model.keras')");
  const { includeOptimizer = true } = options;
  if (!model.built) console.warn(`${where}: the model is not built, so that the file has no weights.`);
  await writeFileAtomically(where, path, await fileOf(where, model, path, includeOptimizer));
}

async function fileOf(
  where: string,
  model: SavedModel,
  path: string,
  includeOptimizer: boolean,
): Promise<Uint8Array> {
  if (isKerasFile(path)) {
    const compiled = includeOptimizer && model.compiled;
    const compile = compiled
      ? { compile_config: savedOptions(model.getCompileConfig()) as Record<string, unknown> | null }
      : {};
    const at = `${where}: ${path}`;
    const weights = await weightsGroup(model, at);
    if (!compiled) weights.children.delete('optimizer');
    return writeKerasArchive({
      config: { ...layerConfig(model), ...compile },
      weights,
      assets: savedAssets(model, at),
    });
  }
  checkWeightsAlone(where, model);
  if (isLegacyFile(path)) return writeH5(legacyModel(model, includeOptimizer));
  throw new ValueError(
    `${where}: expected a path that ends in .keras, .h5, .hdf5 or model.json; received ${show(path)}.`,
    {
      fix: "model.save('model.keras')",
    },
  );
}

/** Only a `.keras` file has room for what `adapt` learnt, and for what classes save of themselves. */
function checkWeightsAlone(where: string, model: SavedModel): void {
  const more = beyondWeights(model, where);
  if (more.length === 0) return;
  const option = more.some((one) => one.endsWith('vocabulary.txt'))
    ? ', or give the layer its vocabulary as an option: vocabulary: layer.getVocabulary()'
    : '';
  throw new ValueError(`${where}: only a .keras file can hold ${more.join(', ')}.`, {
    fix: `model.save('model.keras')${option}`,
  });
}

/** Writes the weights alone: `model.saveWeights`. */
export async function saveWeights(model: SavedModel, path: string, options: SaveOptions): Promise<void> {
  const where = `${model.className} ${model.name}: saveWeights`;
  checkTarget(where, path, options, ['overwrite'], "model.saveWeights('model.weights.h5')");
  if (!path.endsWith('.weights.h5')) {
    throw new ValueError(`${where}: expected a path that ends in .weights.h5; received ${show(path)}.`, {
      fix: `model.saveWeights('${path.replace(/(\.weights)?\.[^./\\]*$/, '')}.weights.h5')`,
    });
  }
  checkBuilt(where, model);
  await variablesInMemory();
  await writeFileAtomically(where, path, await writeH5(await weightsGroup(model, `${where}: ${path}`)));
}

/** Gives a model the weights of a file: `model.loadWeights`. */
export async function loadWeights(
  model: SavedModel,
  path: string,
  options: LoadWeightsOptions,
): Promise<void> {
  const where = `${model.className} ${model.name}: loadWeights: ${path}`;
  checkOptions(where, options, ['skipMismatch', 'byName']);
  checkBuilt(where, model);
  const bytes = await readWholeFile(where, path);
  const file = isKerasFile(path) ? await readArchiveWeights(bytes, where) : await readH5(bytes, where);
  const legacy = legacyWeights(file);
  if (legacy === undefined && options.byName) {
    throw new ValueError(
      `${where}: expected a legacy .h5 file, which has the layers' names, for byName; received another.`,
      { fix: "model.save('model.h5') writes one" },
    );
  }
  if (legacy === undefined) assignWeights(model, file, where, options);
  else assignLegacyWeights(model, legacy, where, options);
}

/** The weights in a file as Keras wrote it before version 3, if it is one. */
function legacyWeights(file: H5Group): H5Group | undefined {
  return file.attributes.has('layer_names') || file.attributes.has('layer_names0')
    ? file
    : groupAt(file, 'model_weights');
}

/** True for the path of a `.keras` file. */
export function isKerasFile(path: string): boolean {
  return path.endsWith('.keras');
}

/** True for the path of an HDF5 file, in which Keras had whole models before `.keras`. */
export function isLegacyFile(path: string): boolean {
  return /\.(?:h5|hdf5)$/.test(path);
}

function checkTarget(
  where: string,
  path: unknown,
  options: SaveOptions,
  allowed: readonly (keyof SaveOptions)[],
  fix: string,
): asserts path is string {
  if (typeof path !== 'string' || path === '') {
    throw new ValueError(`${where}: expected the path of a file; received ${show(path)}.`, { fix });
  }
  checkOptions(where, options, allowed);
  checkFree(where, path, options);
}

function checkFree(where: string, path: string, { overwrite }: SaveOptions): void {
  if (overwrite === false && existsSync(path)) {
    throw new ValueError(`${where}: ${path} is there already, and overwrite is false.`);
  }
}

function checkBuilt(where: string, model: SavedModel): void {
  if (model.built) return;
  throw new ValueError(`${where}: expected a model with weights; it is not built.`, {
    fix: 'model.build([null, 784]) with the input shape, or call it once',
  });
}
