import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import {
  type Configurable,
  fromKerasConfig,
  isKerasConfig,
  type KerasConfig,
  Registry,
} from '../support/registry.js';
import { Layer } from './layer.js';

/** The known layers, by class name. */
export const layerRegistry = new Registry<Configurable<Layer>>('layer');

/**
 * Makes a layer known to loaded files under its class name; the same name again replaces it, so that a cell may be run
 * twice. Gives the class.
 *
 * @example
 * class Double extends layers.Layer {
 *   override call(x: Tensor) {
 *     return x.mul(2);
 *   }
 * }
 * layers.registerLayer(Double);
 */
export function registerLayer<T extends new (...options: never[]) => Layer>(
  type: T,
  name: string = (type as unknown as typeof Layer).className,
  aliases: readonly string[] = [],
): T {
  layerRegistry.register(name, type as unknown as Configurable<Layer>, aliases);
  return type;
}

/** A layer from its saved form; an instance is given back. */
export function get(identifier: KerasConfig | Layer): Layer {
  if (typeof identifier === 'function') return identifier;
  if (!isKerasConfig(identifier)) {
    throw new ValueError(`layers.get: expected a layer or its saved form; received ${show(identifier)}.`, {
      fix: 'new layers.Dense({ units: 10 })',
    });
  }
  const layer = fromKerasConfig(layerRegistry, identifier);
  const { build_config: build } = identifier as { readonly build_config?: Record<string, unknown> | null };
  // Layers are built by the graph or the model that they stand in, unless they have a way of their own.
  if (build && !layer.built && layer.buildFromConfig !== Layer.prototype.buildFromConfig) {
    layer.buildFromConfig(build);
  }
  return layer;
}

/** The same as {@link get}, under Keras's name. */
export const deserialize = get;
