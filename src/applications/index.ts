export type { BackboneOptions } from './backbone-options.js';
export * as imagenetUtils from './imagenet/index.js';
export * as mobilenetV2 from './mobilenet-v2/index.js';
export { MobileNetV2, type MobileNetV2Options } from './mobilenet-v2/mobilenet-v2.js';
export * as resnet50 from './resnet50/index.js';
// Keras has it in both modules.
export * as resnet from './resnet50/index.js';
export { ResNet50 } from './resnet50/resnet50.js';
