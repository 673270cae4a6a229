import './ops/symbolic-methods.js';
import './registered.js';

export type { CallOptions, Inputs, Shapes, Tensors } from './call.js';
export * from './core/index.js';
export type { InputSpec } from './input-spec.js';
export { Layer, type LayerOptions } from './layer.js';
export type { WeightOptions } from './layer-state.js';
export * from './recurrent/index.js';
export { deserialize, get, registerLayer } from './registry.js';
export { type SymbolicInputs, SymbolicTensor } from './symbolic-tensor.js';
