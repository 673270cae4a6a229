import './registered.js';
import { get as layerFrom } from '../layers/registry.js';
import { show } from '../support/check.js';
import { withCustomObjects } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import type { KerasConfig } from '../support/registry.js';
import { Model } from './model.js';
import { layerConfig } from './model-config.js';

/**
 * A new model of the architecture that `model.toJSON()` wrote, here or in Keras; the weights are new.
 * See https://keras.io/api/models/model_saving_apis/model_config_serialization/.
 *
 * @example
 * const model = new Sequential([new layers.Dense({ units: 2, inputShape: [3] })]);
 * models.modelFromJSON(model.toJSON()).countParams(); // 8
 */
export function modelFromJSON(json: string): Model {
  let config: KerasConfig;
  try {
    config = JSON.parse(json) as KerasConfig;
  } catch (cause) {
    throw new ValueError(`modelFromJSON: expected the text of model.toJSON(); received ${show(json)}.`, {
      cause,
    });
  }
  const model = layerFrom(config);
  if (model instanceof Model) return model;
  throw new ValueError(`modelFromJSON: expected a model; received a ${config.class_name}.`);
}

/** The same as {@link modelFromJSON}, as the other names are written. */
export const modelFromJson = modelFromJSON;

/**
 * A new model of the same architecture, with new weights. See https://keras.io/api/models/cloning/.
 *
 * @example
 * models.cloneModel(new Sequential([new layers.Dense({ units: 2, inputShape: [3] })])).countParams(); // 8
 */
export function cloneModel(model: Model): Model {
  // Classes of one's own need not be registered: they are at hand.
  const classes = Object.fromEntries(
    model.flattenLayers().map((layer) => [layer.className, layer.constructor]),
  );
  return withCustomObjects(classes, () => layerFrom(layerConfig(model)) as Model);
}
