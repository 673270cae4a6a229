import { layerRegistry, registerLayer } from '../layers/registry.js';
import { Model } from './model.js';
import { Sequential } from './sequential.js';

// A model stands in another model, and in a saved file, as a layer.
registerLayer(Model, 'Model');
registerLayer(Model, 'Functional');
registerLayer(Sequential);

layerRegistry.seal();
