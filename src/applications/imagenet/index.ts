export { type DecodeOptions, decodePredictions, type Prediction } from './decode-predictions.js';
export { type ImageBatch, type PreprocessOptions, preprocessInput } from './preprocess-input.js';
