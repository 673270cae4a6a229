import './registered.js';
import type { Shapes } from '../layers/call.js';
import { get as layerFrom } from '../layers/registry.js';
import { readH5 } from '../saving/hdf5/h5-thread.js';
import { countValues, groupAt, type H5Group } from '../saving/hdf5/h5-tree.js';
import { type ModelConfig, readKerasArchive } from '../saving/keras-archive.js';
import { assignArray, assignWeights, pairOptional } from '../saving/saved-weights.js';
import { checkOptions, show } from '../support/check.js';
import { type CustomObjects, type LoadLimits, withCustomObjects } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import { type CompileConfig, compileOptions } from './compile-config.js';
import { legacyCompileConfig, modernConfig } from './legacy-config.js';
import { assignLegacyWeights, OPTIMIZER_STATE, savedArrays } from './legacy-h5.js';
import { Model } from './model.js';
import { isKerasFile, isLegacyFile, readModelFile } from './save-model.js';

/** Options of {@link loadModel}. */
export interface LoadModelOptions {
  /** Classes and functions of your own that the file names; those of `utils.registerKerasSerializable` are known. */
  readonly customObjects?: CustomObjects | null | undefined;
  /** False: without compiling. True by default. */
  readonly compile?: boolean | undefined;
  /** False: runs JavaScript that is in the file as a Lambda layer; only for files that you trust. True by default. */
  readonly safeMode?: boolean | undefined;
}

/**
 * A model from a file that was written here or by Keras: `.keras`, or the older `.h5` and `.hdf5`. With the state of
 * its optimizer, so that training goes on where it was.
 * See https://keras.io/api/models/model_saving_apis/model_saving_and_loading/.
 *
 * @throws ValueError when the file is damaged, names something that is not known, or has code in it
 *
 * @example
 * await model.save('model.keras');
 * const again = await models.loadModel('model.keras');
 */
export async function loadModel(path: string, options: LoadModelOptions = {}): Promise<Model> {
  const where = `loadModel: ${path}`;
  checkOptions('loadModel', options, ['customObjects', 'compile', 'safeMode']);
  if (typeof path !== 'string' || !(isKerasFile(path) || isLegacyFile(path))) {
    throw new ValueError(
      `loadModel: expected a path that ends in .keras, .h5 or .hdf5; received ${show(path)}.`,
    );
  }
  const bytes = await readModelFile(where, path);
  const { compile = true } = options;
  if (isKerasFile(path)) {
    const { config, weights } = await readKerasArchive(bytes, where);
    const limits = { weights: countValues(weights) };
    const model = makeModel(where, config, options, compile ? config.compile_config : null, limits);
    assignWeights(model, weights, where);
    return model;
  }
  return fromLegacy(where, await readH5(bytes, where), options, compile);
}

/** A model of a saved form, built and compiled as the form says. */
export function makeModel(
  where: string,
  config: ModelConfig,
  { customObjects, safeMode = true }: LoadModelOptions,
  compile: object | null | undefined,
  limits: LoadLimits = {},
): Model {
  const make = (): Model => {
    const model = layerFrom(config);
    if (!(model instanceof Model))
      throw new ValueError(`expected a model; the file has a ${config.class_name}.`);
    const shape = shapesOf(config);
    if (!model.built && shape !== undefined) model.build(shape);
    // Keras writes an empty one for a model that was not compiled.
    if (compile != null && 'optimizer' in compile)
      model.compile(compileOptions(compile as unknown as CompileConfig));
    return model;
  };
  try {
    return withCustomObjects(customObjects ?? {}, make, { ...limits, safeMode });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const { fix } = cause as ValueError;
    throw new ValueError(`${where}: ${cause.message.split('\nFix: ')[0]}`, {
      fix: unknownName(cause.message)
        ? 'models.loadModel(path, { customObjects: { Name } })'
        : (fix as string),
      cause,
    });
  }
}

/** The shapes that a model was built for: of its input, or of all arguments by name. */
function shapesOf({ build_config: build }: ModelConfig): Shapes | undefined {
  const { input_shape: shape, shapes_dict: shapes } = (build ?? {}) as Readonly<
    Record<string, Shapes | undefined>
  >;
  return shape ?? (shapes === undefined ? undefined : Object.values(shapes)[0]);
}

function unknownName(message: string): boolean {
  return message.includes('expected a known name');
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
  const compiled = compile && training !== undefined ? legacyCompileConfig(training) : null;
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
  for (const [variable, array] of pairOptional(model.optimizer.variables, arrays, where))
    assignArray(variable, array, where);
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
