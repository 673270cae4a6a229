export { decodePredictions } from '../imagenet/decode-predictions.js';
export { MobileNetV2 } from './mobilenet-v2.js';
export { preprocessInput } from './preprocess-input.js';
