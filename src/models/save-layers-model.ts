import { KERAS_VERSION } from '../saving/keras-archive.js';
import type { LayersModelPlace } from '../saving/layers-model/layers-artifacts.js';
import type { Quantization } from '../saving/layers-model/weights-manifest.js';
import { writeArtifacts } from '../saving/layers-model/write-artifacts.js';
import { toH5Array } from '../saving/saved-array.js';
import { ValueError } from '../support/errors.js';
import { layersTopology, unknownToTfjs } from './layers-topology.js';
import { namedArrays } from './layers-weights.js';
import { trainingConfig } from './legacy-h5.js';
import type { SavedModel } from './saved-model.js';

/** What {@link saveLayersModel} writes. */
export interface SaveLayersModelOptions {
  readonly includeOptimizer: boolean;
  readonly quantization?: Quantization | undefined;
}

/**
 * Writes a model in the layers format of TensorFlow.js: `model.json` and files with weights beside it.
 *
 * @throws ValueError for a model that is no graph of layers, or is not built
 */
export async function saveLayersModel(
  model: SavedModel,
  place: LayersModelPlace,
  where: string,
  { includeOptimizer, quantization }: SaveLayersModelOptions,
): Promise<void> {
  const config = model.getConfig();
  if (!Array.isArray(config['layers'])) {
    throw new ValueError(
      `${where}: expected a Sequential or functional model, which is what TensorFlow.js has; received ${model.className}.`,
      { fix: "model.save('model.keras')" },
    );
  }
  const topology = layersTopology({ class_name: model.className, config });
  const unknown = unknownToTfjs(topology);
  if (unknown.length > 0)
    console.warn(
      `${where}: TensorFlow.js has no ${unknown.join(', ')}: the model opens here, and not there.`,
    );
  const compiled = includeOptimizer && model.compiled;
  const artifacts = {
    topology,
    generatedBy: `keras v${KERAS_VERSION}`,
    weights: namedArrays(model),
    ...(compiled && { trainingConfig: trainingConfig(model), optimizer: optimizerArrays(model) }),
  };
  await writeArtifacts(place, artifacts, where, quantization);
}

function optimizerArrays(model: SavedModel) {
  return model
    .trainer('save')
    .optimizer.variables.map((variable) => ({ name: variable.path, array: toH5Array(variable) }));
}
