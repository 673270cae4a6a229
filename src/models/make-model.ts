import './registered.js';
import type { Shapes } from '../layers/call.js';
import { get as layerFrom } from '../layers/registry.js';
import type { ModelConfig } from '../saving/keras-archive.js';
import { type CustomObjects, type LoadLimits, withCustomObjects } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import { type CompileConfig, compileOptions } from './compile-config.js';
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
