import './registered.js';
import { get as layerFrom } from '../layers/registry.js';
import type { ModelConfig } from '../saving/keras-archive.js';
import { type CustomObjects, type LoadLimits, withCustomObjects } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import { computedInFloat32 } from './computed-in-float32.js';
import { Model } from './model.js';

/** Options of `models.loadModel`. */
export interface LoadModelOptions {
  /** Classes and functions of your own that the file names; those of `utils.registerKerasSerializable` are known. */
  readonly customObjects?: CustomObjects | null | undefined;
  /** False: without compiling. True by default. */
  readonly compile?: boolean | undefined;
  /** False: runs JavaScript that is in the file as a Lambda layer; only for files that you trust. True by default. */
  readonly safeMode?: boolean | undefined;
}

/** A model of a saved form, built and compiled as the form says. */
export function makeModel(
  where: string,
  saved: ModelConfig,
  { customObjects, safeMode = true }: LoadModelOptions,
  compile: object | null | undefined,
  limits: LoadLimits = {},
): Model {
  const make = (): Model => {
    const config = computedInFloat32(where, saved);
    const model = layerFrom(config);
    if (!(model instanceof Model))
      throw new ValueError(`expected a model; the file has a ${config.class_name}.`);
    if (!model.built) model.buildFromConfig((config.build_config ?? {}) as Record<string, unknown>);
    // Keras writes an empty one for a model that was not compiled.
    if (compile != null && Object.keys(compile).length > 0) compileAs(where, model, { ...compile });
    return model;
  };
  try {
    return withCustomObjects(customObjects ?? {}, make, { ...limits, safeMode });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    // What a program of one's own would do by calling itself too often, a file does by its depth.
    if (cause instanceof RangeError && cause.message.includes('call stack'))
      throw new ValueError(`${where}: its configuration is too deep, or its graph too long.`, { cause });
    const { fix = 'save the model again, or get its file again' } = cause as Partial<ValueError>;
    throw new ValueError(`${where}: ${cause.message.split('\nFix: ')[0]}`, {
      fix: unknownName(cause.message) ? 'models.loadModel(path, { customObjects: { Name } })' : fix,
      cause,
    });
  }
}

/** As in Keras, a `compile` of a class's own is not called, unless the class says how. */
function compileAs(where: string, model: Model, config: Readonly<Record<string, unknown>>): void {
  const isOwn = model.compile !== Model.prototype.compile;
  if (!isOwn || model.compileFromConfig !== Model.prototype.compileFromConfig)
    model.compileFromConfig(config);
  else {
    console.warn(
      `${where}: the model is not compiled, because ${model.className} has a compile of its own. ` +
        'Fix: call it, or override getCompileConfig and compileFromConfig.',
    );
  }
}

function unknownName(message: string): boolean {
  return message.includes('expected a known name');
}
