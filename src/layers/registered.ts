import * as core from './core/index.js';
import { Layer } from './layer.js';
import * as recurrent from './recurrent/index.js';
import { registerLayer } from './registry.js';

/** Every class of these folders can be made from a config. */
for (const family of [core, recurrent]) {
  for (const member of Object.values<unknown>(family)) {
    if (isLayerClass(member)) registerLayer(member);
  }
}

function isLayerClass(value: unknown): value is typeof Layer {
  return typeof value === 'function' && value.prototype instanceof Layer;
}
