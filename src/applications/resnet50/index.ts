export { decodePredictions } from '../imagenet/decode-predictions.js';
export { preprocessInput } from './preprocess-input.js';
export { ResNet50 } from './resnet50.js';
