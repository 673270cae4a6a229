import type { SymbolicTensor } from '../layers/index.js';
import { Dense, GlobalAveragePooling2D, GlobalMaxPooling2D } from '../layers/index.js';
import { Model } from '../models/index.js';
import { unawaited } from '../support/unawaited.js';
import { type CheckedBackbone, sourcesOf } from './backbone-options.js';
import { type PretrainedFile, pretrainedFile } from './pretrained-file.js';

/** How a family of models differs at its end. */
export interface BackboneEnd {
  /** The function, as errors call it. */
  readonly where: string;
  readonly name: string;
  /** The names of the pooling layers; Keras counts where it has none. */
  readonly poolingNames?: { readonly avg: string; readonly max: string };
  readonly file: PretrainedFile;
}

/** Classifier or pooling, the model, and its weights. */
export function finishBackbone(
  input: SymbolicTensor,
  features: SymbolicTensor,
  backbone: CheckedBackbone,
  { where, name, poolingNames, file }: BackboneEnd,
): Model | Promise<Model> {
  const { includeTop, pooling, classes, classifierActivation, inputTensor, weights } = backbone;
  let x = features;
  if (includeTop || pooling === 'avg') x = new GlobalAveragePooling2D({ name: poolingNames?.avg })(x);
  else if (pooling === 'max') x = new GlobalMaxPooling2D({ name: poolingNames?.max })(x);
  if (includeTop) {
    x = new Dense({ units: classes, activation: classifierActivation ?? 'linear', name: 'predictions' })(x);
  }
  const model: Model = new Model({
    inputs: inputTensor === null ? input : sourcesOf(inputTensor),
    outputs: x,
    name,
  });
  if (weights === null) return model;
  const load = async (): Promise<Model> => {
    await model.loadWeights(weights === 'imagenet' ? await pretrainedFile(file, where) : weights);
    return model;
  };
  return unawaited(load(), {
    where,
    fix: `const model = await ${where}()`,
    names: ['layers', 'predict', 'fit', 'summary', 'output', 'trainable', 'getLayer', 'countParams'],
  });
}
