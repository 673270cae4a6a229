import type { SavedState } from '../../../saving/saveable.js';
import { checkOptions, show } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';
import { type KerasConfig, toKerasConfig } from '../../../support/registry.js';
import type { CallOptions, Shapes, Tensors } from '../../call.js';
import { Layer } from '../../layer.js';
import { get } from '../../registry.js';

/** Options of {@link Pipeline}. */
export interface PipelineOptions {
  /** The layers, first one first. */
  readonly layers: readonly Layer[];
  readonly name?: string | undefined;
}

/**
 * Layers one after the other, as one layer: for data sets, where a model would be too much.
 * See https://keras.io/api/layers/preprocessing_layers/pipeline/.
 *
 * @example
 * const augment = new layers.Pipeline({ layers: [new layers.RandomFlip(), new layers.RandomRotation({ factor: 0.1 })] });
 * augment(tf.ones([2, 8, 8, 3])).shape; // [2, 8, 8, 3]
 */
export class Pipeline extends Layer {
  readonly layers: readonly Layer[];

  constructor(options: PipelineOptions | readonly Layer[]) {
    const { layers, name } = Array.isArray(options)
      ? { layers: options as readonly Layer[], name: undefined }
      : checkOptions('Pipeline', options as PipelineOptions, ['layers', 'name']);
    super({ name });
    if (!Array.isArray(layers) || !layers.every((layer) => layer instanceof Layer)) {
      throw new ValueError(`Pipeline: expected a list of layers; received ${show(layers)}.`, {
        fix: 'new layers.Pipeline({ layers: [new layers.RandomFlip()] })',
      });
    }
    this.layers = layers;
  }

  override call(inputs: Tensors, { training = true }: CallOptions = {}): Tensors {
    return this.layers.reduce<Tensors>((x, layer) => layer.apply(x, { training }) as Tensors, inputs);
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return this.layers.reduce((shape, layer) => layer.computeOutputShape(shape), inputShape);
  }

  /** Keras's name of the field. */
  override savedState(): SavedState {
    return { ...super.savedState(), parts: { _pipeline_layers: this.layers } };
  }

  override getConfig(): Record<string, unknown> {
    return { layers: this.layers.map((layer) => toKerasConfig('keras.layers', layer)), name: this.name };
  }

  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const layers = (config['layers'] as readonly KerasConfig[]).map((layer) => get(layer));
    return new this({ layers, name: config['name'] } as never);
  }
}
