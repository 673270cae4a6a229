import './registered.js';

export { Constant, type ConstantOptions, constant } from './constant.js';
export type { InitializerFunction } from './function-initializer.js';
export { get, type InitializerId, initializerFamily } from './get.js';
export { GlorotNormal, glorotNormal } from './glorot-normal.js';
export { GlorotUniform, glorotUniform } from './glorot-uniform.js';
export { HeNormal, heNormal } from './he-normal.js';
export { HeUniform, heUniform } from './he-uniform.js';
export { Identity, type IdentityOptions, identity } from './identity.js';
export { Initializer, type VariableDtype } from './initializer.js';
export { LecunNormal, lecunNormal } from './lecun-normal.js';
export { LecunUniform, lecunUniform } from './lecun-uniform.js';
export { Ones, ones } from './ones.js';
export { Orthogonal, type OrthogonalOptions, orthogonal } from './orthogonal.js';
export type { RandomOptions } from './random-initializer.js';
export { RandomNormal, type RandomNormalOptions, randomNormal } from './random-normal.js';
export { RandomUniform, type RandomUniformOptions, randomUniform } from './random-uniform.js';
export { STFT, type STFTOptions, stft } from './stft.js';
export { TruncatedNormal, type TruncatedNormalOptions, truncatedNormal } from './truncated-normal.js';
export {
  type FanOptions,
  VarianceScaling,
  type VarianceScalingOptions,
  varianceScaling,
} from './variance-scaling.js';
export { Zeros, zeros } from './zeros.js';
