export * from '@tensorflow/tfjs-core';
export { GradientTape } from '../backends/gradients/gradient-tape.js';
export { compiledFunction as function, type FunctionOptions } from '../backends/recording/function.js';
export { Variable } from '../backends/variable.js';
export { LambdaCallback as CustomCallback } from '../callbacks/lambda-callback.js';
export * as constraints from '../constraints/index.js';
export * as data from '../data/index.js';
export * as distribute from '../distribute/index.js';
export * as initializers from '../initializers/index.js';
export { Input as input } from '../layers/core/input-layer.js';
export { SymbolicTensor } from '../layers/symbolic-tensor.js';
export * as metrics from '../metrics/index.js';
export { loadLayersModel } from '../models/load-layers-model.js';
export { Model as LayersModel } from '../models/model.js';
export { Sequential } from '../models/sequential.js';
export { variableGrads } from '../optimizers/variable-grads.js';
export * as regularizers from '../regularizers/index.js';
export * as callbacks from './callbacks.js';
export { ones, zeros } from './filled.js';
export { io } from './io.js';
export * as keras from './keras.js';
export * as layers from './layers.js';
export { model, sequential } from './models.js';
export {
  multinomial,
  randomGamma,
  randomNormal,
  randomStandardNormal,
  randomUniform,
  randomUniformInt,
  truncatedNormal,
} from './random.js';
export { logSumExp, max, mean, min, prod, sum } from './reductions.js';
export * as serialization from './serialization.js';
export * as train from './train.js';
