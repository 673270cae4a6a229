import type * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../../backends/operations/data-format.js';
import type { PixelInterpolation } from '../../../backends/operations/projective-transform.js';
import { AutoContrast } from './auto-contrast.js';
import { Equalization } from './equalization.js';
import type { Range } from './factor.js';
import type { ImageAugmentation, Transformation } from './image-augmentation.js';
import { RandomBrightness } from './random-brightness.js';
import { RandomColorDegeneration } from './random-color-degeneration.js';
import { RandomContrast } from './random-contrast.js';
import { RandomPosterization } from './random-posterization.js';
import { RandomRotation } from './random-rotation.js';
import { RandomSharpness } from './random-sharpness.js';
import { RandomShear } from './random-shear.js';
import { RandomTranslation } from './random-translation.js';
import { Solarization } from './solarization.js';

/** What the layers of a set have in common. */
export interface AugmentationSettings {
  readonly factor: Range;
  readonly valueRange: Range;
  readonly interpolation: PixelInterpolation;
  readonly seed: number | null;
  readonly dataFormat: DataFormat;
}

/** The layers that RandAugment and AugMix draw from; `all: false` leaves out those that change colours smoothly. */
export function augmentationSet(settings: AugmentationSettings, all: boolean): readonly ImageAugmentation[] {
  const { factor, valueRange, interpolation, seed, dataFormat } = settings;
  const moved = { interpolation, seed, dataFormat };
  const colored = { valueRange, seed, dataFormat };
  const bits = Math.max(1, Math.trunc(8 * factor[1]));
  const smooth = [
    new RandomBrightness({ factor, ...colored }),
    new RandomColorDegeneration({ factor, ...colored }),
    new RandomContrast({ factor, ...colored }),
    new RandomSharpness({ factor, ...colored }),
  ];
  return [
    new RandomShear({ xFactor: factor, yFactor: factor, ...moved }),
    new RandomTranslation({ heightFactor: factor, widthFactor: factor, ...moved }),
    new RandomRotation({ factor, ...moved }),
    ...(all ? smooth : []),
    new RandomPosterization({ factor: bits, ...colored }),
    new Solarization({ additionFactor: factor, thresholdFactor: factor, ...colored }),
    new AutoContrast({ valueRange, dataFormat }),
    new Equalization({ valueRange, dataFormat }),
  ];
}

/** What a layer draws for images, channels last, under names that begin with `prefix`. */
export function drawUnder(
  prefix: string,
  layer: ImageAugmentation,
  images: tf.Tensor,
): Record<string, tf.Tensor> {
  const drawn = layer.getRandomTransformation(images) ?? {};
  return Object.fromEntries(Object.entries(drawn).map(([key, value]) => [prefix + key, value]));
}

/** What {@link drawUnder} drew. */
export function drawnUnder(prefix: string, drawn: Transformation): Transformation {
  const own = Object.entries(drawn ?? {}).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}
