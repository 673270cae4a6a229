export { ActivityRegularization, type ActivityRegularizationOptions } from './activity-regularization.js';
export { AlphaDropout, type AlphaDropoutOptions } from './alpha-dropout.js';
export { GaussianDropout, type GaussianDropoutOptions } from './gaussian-dropout.js';
export { GaussianNoise, type GaussianNoiseOptions } from './gaussian-noise.js';
export type { SpatialDropout1DOptions, SpatialDropoutOptions } from './spatial-dropout.js';
export { SpatialDropout1D } from './spatial-dropout1d.js';
export { SpatialDropout2D } from './spatial-dropout2d.js';
export { SpatialDropout3D } from './spatial-dropout3d.js';
