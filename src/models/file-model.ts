import type { Layer } from '../layers/layer.js';
import type { LayersModelPlace } from '../saving/layers-model/layers-artifacts.js';
import { type CompileConfig, compileConfig, compileOptions } from './compile-config.js';
import type { CompileGiven } from './compile-options.js';
import { layerConfig } from './model-config.js';
import {
  type LoadWeightsOptions,
  loadWeights,
  type SaveOptions,
  saveModel,
  saveWeights,
} from './save-model.js';
import type { SavedModel } from './saved-model.js';
import { ShownModel } from './shown-model.js';
import type { Trainer } from './trainer.js';

/** What a model has to do with files. {@link Model} adds what it computes and how it trains. */
export abstract class FileModel extends ShownModel implements SavedModel {
  abstract readonly layers: readonly Layer[];
  abstract readonly compiled: boolean;
  abstract trainer(where: string): Trainer;

  abstract compile(options?: CompileGiven): void;

  /**
   * What a file has of `compile`; null: nothing. A subclass whose `compile` takes options of its own gives them here, also
   * optimizers, losses and metrics, and overrides {@link compileFromConfig}.
   */
  getCompileConfig(): Record<string, unknown> | null {
    return this.compiled ? { ...compileConfig(this.trainer('getCompileConfig')) } : null;
  }

  /** Compiles it with what a file has of {@link getCompileConfig}; `utils.deserializeKerasObject` revives what is in it. */
  compileFromConfig(config: Readonly<Record<string, unknown>>): void {
    this.compile(compileOptions(config as unknown as CompileConfig));
  }

  /** The architecture as JSON, as Keras writes it; `models.modelFromJSON` reads it. */
  toJson(): string {
    return JSON.stringify(layerConfig(this));
  }

  /** tfjs's name of `toJson`. */
  toJSON(): string {
    return this.toJson();
  }

  /**
   * Writes it to a file, whole or not at all: `.keras`, `.h5` as older versions of Keras have it, or `model.json` (also
   * the folder for it, as `model/`, a `file://` address, or a handler of `tf.io`) in the layers format of TensorFlow.js.
   */
  save(path: LayersModelPlace, options: SaveOptions = {}): Promise<void> {
    return saveModel(this, path, options);
  }

  /** Writes the weights alone, to a path that ends in `.weights.h5`. */
  saveWeights(path: string, options: SaveOptions = {}): Promise<void> {
    return saveWeights(this, path, options);
  }

  /** Reads the weights of a `.weights.h5`, `.keras` or `.h5` file; what does not fit is an error and changes nothing. */
  loadWeights(path: string, options: LoadWeightsOptions = {}): Promise<void> {
    return loadWeights(this, path, options);
  }
}
