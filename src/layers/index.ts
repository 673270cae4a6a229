import './ops/symbolic-methods.js';
import './registered.js';

export * from './activations/index.js';
export * from './attention/index.js';
export type { CallOptions, Inputs, Shapes, Tensors } from './call.js';
export * from './conv/index.js';
export * from './core/index.js';
export type { InputSpec } from './input-spec.js';
export { Layer, type LayerOptions } from './layer.js';
export type { WeightOptions } from './layer-state.js';
export * from './merging/index.js';
export * from './normalization/index.js';
export * from './pooling/index.js';
export * from './recurrent/index.js';
export { deserialize, get, registerLayer } from './registry.js';
export * from './regularization/index.js';
export * from './reshaping/index.js';
export { type SymbolicInputs, SymbolicTensor } from './symbolic-tensor.js';
