import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { type KerasConfig, toKerasConfig } from '../../support/registry.js';
import type { Shapes } from '../call.js';
import { Layer, type LayerOptions } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import { deserialize } from '../registry.js';

/** Options of {@link Wrapper}. */
export interface WrapperOptions<L extends Layer = Layer> extends LayerOptions {
  /** The layer inside. */
  readonly layer: L;
}

/**
 * The base of layers that hold one other layer. See https://keras.io/api/layers/base_layer/.
 *
 * @example
 * class Twice extends layers.Wrapper {
 *   override call(x: Tensor): Tensor {
 *     return this.layer(this.layer(x) as Tensor) as Tensor;
 *   }
 * }
 */
export class Wrapper<L extends Layer = Layer> extends Layer {
  readonly layer: L;

  constructor(options: WrapperOptions<L>) {
    super(options);
    this.layer = checkLayer(this.className, 'layer', options.layer);
  }

  override build(inputShape: Shapes): void {
    this.layer.ensureBuilt(inputShape);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), layer: toKerasConfig('keras.layers', this.layer) };
  }

  static override fromConfig<W extends Layer>(
    this: new (
      options: never,
    ) => W,
    config: Readonly<Record<string, unknown>>,
  ): W {
    const options = optionsFromConfig(config);
    return new this({ ...options, layer: deserialize(options['layer'] as KerasConfig) } as never);
  }
}

/** `layer` if it is one, else a ValueError. */
export function checkLayer<L extends Layer>(where: string, what: string, layer: L): L {
  if ((layer as unknown) instanceof Layer) return layer;
  throw new ValueError(`${where}: ${what} must be a layer; received ${show(layer)}.`, {
    fix: `${what}: new layers.Dense({ units: 10 })`,
  });
}
