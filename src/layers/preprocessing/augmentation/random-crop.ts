import * as tf from '@tensorflow/tfjs-core';
import { resizeImages } from '../../../backends/operations/resize.js';
import { randomInteger } from '../../../backends/random.js';
import { checkOptions, checkPositiveInteger } from '../../../support/check.js';
import type { Shape } from '../../../support/shape.js';
import { isShape, type Shapes } from '../../call.js';
import { cropToAspectRatio } from '../aspect-ratio.js';
import type { Transformation } from './image-augmentation.js';
import { RANDOM_OPTIONS, RandomAugmentation, type RandomAugmentationOptions } from './random-augmentation.js';

/** Options of {@link RandomCrop}. */
export interface RandomCropOptions extends RandomAugmentationOptions {
  /** The height of the output. */
  readonly height: number;
  /** The width of the output. */
  readonly width: number;
}

/**
 * Cuts a piece of a size out of images, at a place that is drawn for the batch. Outside of training, and of images that
 * are not larger, the largest piece of that shape in the middle is resized.
 * See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/.
 *
 * @example
 * new layers.RandomCrop({ height: 24, width: 24 })(tf.ones([2, 28, 28, 1])).shape; // [2, 24, 24, 1]
 */
export class RandomCrop extends RandomAugmentation {
  readonly height: number;
  readonly width: number;

  constructor(options: RandomCropOptions) {
    checkOptions('RandomCrop', options, ['height', 'width', ...RANDOM_OPTIONS]);
    super(options);
    this.height = checkPositiveInteger('RandomCrop', 'height', options.height);
    this.width = checkPositiveInteger('RandomCrop', 'width', options.width);
  }

  protected override draw([, rows, columns]: readonly number[]): Transformation {
    if (rows! <= this.height || columns! <= this.width) return null;
    const start = (size: number) => randomInteger([1], 0, size + 1, this.generator);
    return { top: start(rows! - this.height), left: start(columns! - this.width) };
  }

  protected override changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor {
    if (drawn === null) return this.changeOutsideTraining(images);
    const places = (first: tf.Tensor, size: number) =>
      tf.add(first, tf.range(0, size, 1, 'int32')) as tf.Tensor1D;
    const rows = tf.gather(images, places(drawn['top']!, this.height), 1);
    return tf.gather(rows, places(drawn['left']!, this.width), 2);
  }

  protected override changeOutsideTraining(images: tf.Tensor): tf.Tensor {
    const size = [this.height, this.width] as const;
    return resizeImages(cropToAspectRatio(images, size), size, 'bilinear');
  }

  protected override changeMasks(masks: tf.Tensor, drawn: Transformation): tf.Tensor {
    if (drawn !== null) return this.changeImages(masks, drawn);
    const size = [this.height, this.width] as const;
    return resizeImages(cropToAspectRatio(masks, size), size, 'nearest');
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    if (!isShape(inputShape)) {
      const shapes = inputShape as Readonly<Record<string, Shapes>>;
      return Object.fromEntries(
        Object.entries(shapes).map(([key, shape]) => [
          key,
          key === 'labels' ? shape : this.computeOutputShape(shape),
        ]),
      );
    }
    const sizes: Shape = [this.height, this.width];
    const first = inputShape.length - (this.dataFormat === 'channelsLast' ? 3 : 2);
    return inputShape.map((size, axis) => sizes[axis - first] ?? size);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), height: this.height, width: this.width };
  }
}
