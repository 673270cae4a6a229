export * from './augmentation/index.js';
export type { OutputMode, OutputModeId } from './category-codes.js';
export { CategoryEncoding, type CategoryEncodingOptions } from './category-encoding.js';
export { CenterCrop } from './center-crop.js';
export { Discretization, type DiscretizationOptions } from './discretization.js';
export type { ImageSizeOptions } from './image-size.js';
export { type AdaptBatch, Normalization, type NormalizationOptions } from './normalization.js';
export { Rescaling, type RescalingOptions } from './rescaling.js';
export { Resizing, type ResizingOptions } from './resizing.js';
