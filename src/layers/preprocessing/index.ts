export { MelSpectrogram, type MelSpectrogramOptions } from './audio/mel-spectrogram.js';
export {
  type SpectrogramMode,
  STFTSpectrogram,
  type STFTSpectrogramOptions,
} from './audio/stft-spectrogram.js';
export * from './augmentation/index.js';
export type { OutputMode, OutputModeId } from './category-codes.js';
export { CategoryEncoding, type CategoryEncodingOptions } from './category-encoding.js';
export { CenterCrop } from './center-crop.js';
export { Discretization, type DiscretizationOptions } from './discretization.js';
export { HashedCrossing, type HashedCrossingOptions } from './hashed-crossing.js';
export { Hashing, type HashingOptions } from './hashing.js';
export type { ImageSizeOptions } from './image-size.js';
export { IntegerLookup, type IntegerLookupOptions } from './lookup/integer-lookup.js';
export { StringLookup, type StringLookupOptions } from './lookup/string-lookup.js';
export { type AdaptBatch, Normalization, type NormalizationOptions } from './normalization.js';
export { Rescaling, type RescalingOptions } from './rescaling.js';
export { Resizing, type ResizingOptions } from './resizing.js';
export { TextVectorization, type TextVectorizationOptions } from './text-vectorization.js';
