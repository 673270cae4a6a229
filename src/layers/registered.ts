import * as activations from './activations/index.js';
import * as attention from './attention/index.js';
import * as conv from './conv/index.js';
import * as core from './core/index.js';
import { Layer } from './layer.js';
import * as merging from './merging/index.js';
import * as normalization from './normalization/index.js';
import * as pooling from './pooling/index.js';
import * as preprocessing from './preprocessing/index.js';
import * as recurrent from './recurrent/index.js';
import { layerRegistry, registerLayer } from './registry.js';
import * as regularization from './regularization/index.js';
import * as reshaping from './reshaping/index.js';

/** Names by which Keras's older files call a class. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  GroupQueryAttention: ['GroupedQueryAttention'],
};

/** Every class of these folders can be made from a config. */
for (const family of [
  activations,
  attention,
  conv,
  core,
  merging,
  normalization,
  pooling,
  preprocessing,
  recurrent,
  regularization,
  reshaping,
]) {
  for (const member of Object.values<unknown>(family)) {
    if (isLayerClass(member)) registerLayer(member, member.className, ALIASES[member.className]);
  }
}

function isLayerClass(value: unknown): value is typeof Layer {
  return typeof value === 'function' && value.prototype instanceof Layer;
}

layerRegistry.seal();
