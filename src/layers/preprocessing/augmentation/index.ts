export { AugMix, type AugMixOptions } from './aug-mix.js';
export { AutoContrast, type AutoContrastOptions } from './auto-contrast.js';
export {
  ContrastLimitedAdaptiveHistogramEqualization,
  type ContrastLimitedAdaptiveHistogramEqualizationOptions,
} from './contrast-limited-adaptive-histogram-equalization.js';
export { CutMix, type CutMixOptions } from './cut-mix.js';
export { Equalization, type EqualizationOptions } from './equalization.js';
export { MixUp, type MixUpOptions } from './mix-up.js';
export { Pipeline, type PipelineOptions } from './pipeline.js';
export { RandAugment, type RandAugmentOptions } from './rand-augment.js';
export { RandomBrightness, type RandomBrightnessOptions } from './random-brightness.js';
export { RandomColorDegeneration, type RandomColorDegenerationOptions } from './random-color-degeneration.js';
export { RandomColorJitter, type RandomColorJitterOptions } from './random-color-jitter.js';
export { RandomContrast, type RandomContrastOptions } from './random-contrast.js';
export { RandomCrop, type RandomCropOptions } from './random-crop.js';
export { RandomElasticTransform, type RandomElasticTransformOptions } from './random-elastic-transform.js';
export { RandomErasing, type RandomErasingOptions } from './random-erasing.js';
export { RandomFlip, type RandomFlipOptions } from './random-flip.js';
export { RandomGaussianBlur, type RandomGaussianBlurOptions } from './random-gaussian-blur.js';
export { RandomGrayscale, type RandomGrayscaleOptions } from './random-grayscale.js';
export { RandomHue, type RandomHueOptions } from './random-hue.js';
export { RandomInvert, type RandomInvertOptions } from './random-invert.js';
export { RandomPerspective, type RandomPerspectiveOptions } from './random-perspective.js';
export { RandomPosterization, type RandomPosterizationOptions } from './random-posterization.js';
export { RandomRotation, type RandomRotationOptions } from './random-rotation.js';
export { RandomSaturation, type RandomSaturationOptions } from './random-saturation.js';
export { RandomSharpness, type RandomSharpnessOptions } from './random-sharpness.js';
export { RandomShear, type RandomShearOptions } from './random-shear.js';
export { RandomTranslation, type RandomTranslationOptions } from './random-translation.js';
export { RandomZoom, type RandomZoomOptions } from './random-zoom.js';
export { Solarization, type SolarizationOptions } from './solarization.js';
