import { type Activation, type ActivationId, get, serialize } from '../activations/index.js';
import { type FunctionConfig, isKerasConfig, type KerasConfig, toKerasConfig } from '../support/registry.js';
import { Layer } from './layer.js';
import { deserialize } from './registry.js';

/** The activation for a layer's option: a name, a function, a layer, or the saved form of one of them. */
export function getActivation(identifier: ActivationId | null | undefined): Activation {
  return isSavedLayer(identifier) ? (deserialize(identifier) as unknown as Activation) : get(identifier);
}

/** The saved form of an activation; a layer keeps its options. */
export function serializeActivation(activation: Activation): string | FunctionConfig | KerasConfig {
  return (activation as unknown) instanceof Layer
    ? toKerasConfig('keras.layers', activation as unknown as Layer)
    : serialize(activation);
}

/** Keras saves a function as { class_name: 'function', config: 'relu' }; only layers have options. */
function isSavedLayer(identifier: unknown): identifier is KerasConfig {
  return isKerasConfig(identifier) && typeof identifier.config === 'object' && identifier.config !== null;
}
