export { Activation, type ActivationOptions } from './activation.js';
export { Dense, type DenseOptions } from './dense.js';
export { Dropout, type DropoutOptions } from './dropout.js';
export { Flatten, type FlattenOptions } from './flatten.js';
export { Input, InputLayer, type InputOptions } from './input-layer.js';
