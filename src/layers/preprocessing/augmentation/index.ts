export { RandomBrightness, type RandomBrightnessOptions } from './random-brightness.js';
export { RandomContrast, type RandomContrastOptions } from './random-contrast.js';
export { RandomCrop, type RandomCropOptions } from './random-crop.js';
export { RandomFlip, type RandomFlipOptions } from './random-flip.js';
export { RandomRotation, type RandomRotationOptions } from './random-rotation.js';
export { RandomShear, type RandomShearOptions } from './random-shear.js';
export { RandomTranslation, type RandomTranslationOptions } from './random-translation.js';
export { RandomZoom, type RandomZoomOptions } from './random-zoom.js';
