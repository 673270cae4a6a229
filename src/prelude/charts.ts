export * from '../display/charts/index.js';
export { type ActivationsOptions, activations } from '../models/activations.js';
export { type GradientsOptions, gradients } from '../models/gradients.js';
