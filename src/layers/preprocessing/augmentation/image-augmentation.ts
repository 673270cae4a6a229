import * as tf from '@tensorflow/tfjs-core';
import {
  type DataFormat,
  type DataFormatId,
  dataFormatConfig,
  fromChannelsLast,
  getDataFormat,
  toChannelsLast,
} from '../../../backends/operations/data-format.js';
import { show } from '../../../support/check.js';
import { ShapeError, ValueError } from '../../../support/errors.js';
import { snakeCase } from '../../../support/names.js';
import { showShape } from '../../../support/shape.js';
import type { CallOptions, Shapes, Tensors } from '../../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../../layer.js';

/** Options of all layers that change images at random. */
export interface ImageAugmentationOptions extends LayerOptions {
  /** Which axis holds the channels: 'channelsLast', which is the default, or 'channelsFirst'. */
  readonly dataFormat?: DataFormatId | null | undefined;
}

/** The names of {@link ImageAugmentationOptions}. */
export const AUGMENTATION_OPTIONS: readonly string[] = [...LAYER_OPTIONS, 'dataFormat'];

/** What a call does to each image of a batch, drawn at random; null: nothing. */
export type Transformation = Readonly<Record<string, tf.Tensor>> | null;

/** Images with what belongs to them, by name: `images`, `labels`, `segmentationMasks`. */
export type LabelledImages = Readonly<Record<string, tf.Tensor>>;

/**
 * What the layers that change images have in common. They take a batch `[batch, height, width, channels]` of numbers of
 * any type, one image without the batch axis, or a dictionary of `images`, `labels` and `segmentationMasks`, and give
 * floats. They work when `training` is not false, as it is where a layer is called by itself or in a data set; in a model
 * they do nothing outside of `fit`.
 */
export abstract class ImageAugmentation extends Layer {
  readonly dataFormat: DataFormat;

  constructor(options: ImageAugmentationOptions) {
    super(options);
    this.dataFormat = getDataFormat(this.className, options.dataFormat);
  }

  /** Draws what happens to a batch of images of this shape, channels last. */
  protected draw(_shape: readonly [number, number, number, number]): Transformation {
    return null;
  }

  /** The images, channels last, after what was drawn. */
  protected abstract changeImages(images: tf.Tensor, drawn: Transformation): tf.Tensor;

  /** The labels of the images; they stay unless images are mixed. */
  protected changeLabels(labels: tf.Tensor, _drawn: Transformation): tf.Tensor {
    return labels;
  }

  /** Segmentation masks, channels last; they stay where only colours change. */
  protected changeMasks(masks: tf.Tensor, _drawn: Transformation): tf.Tensor {
    return masks;
  }

  /** What happens outside of training; nothing for most layers. */
  protected changeOutsideTraining(images: tf.Tensor): tf.Tensor {
    return images;
  }

  /** Draws what a call would do with these images; for `transformImages` and its companions. */
  getRandomTransformation(data: tf.Tensor | LabelledImages, training = true): Transformation {
    const images = data instanceof tf.Tensor ? data : imagesOf(this, data);
    return training ? this.draw(this.#batch(images).shape as [number, number, number, number]) : null;
  }

  /** A batch of images after what {@link getRandomTransformation} drew. */
  transformImages(images: tf.Tensor, drawn: Transformation, training = true): tf.Tensor {
    return tf.tidy(() => {
      const floats = tf.cast(toChannelsLast(images, this.dataFormat), 'float32');
      const changed = training ? this.changeImages(floats, drawn) : this.changeOutsideTraining(floats);
      return tf.cast(fromChannelsLast(changed, this.dataFormat), this.dtype as 'float32');
    });
  }

  /** The labels `[batch, classes]` that belong to the images. */
  transformLabels(labels: tf.Tensor, drawn: Transformation, training = true): tf.Tensor {
    return training ? tf.tidy(() => this.changeLabels(labels, drawn)) : labels;
  }

  /** The segmentation masks `[batch, height, width, channels]` that belong to the images. */
  transformSegmentationMasks(masks: tf.Tensor, drawn: Transformation, training = true): tf.Tensor {
    if (!training) return masks;
    return tf.tidy(() =>
      fromChannelsLast(this.changeMasks(toChannelsLast(masks, this.dataFormat), drawn), this.dataFormat),
    );
  }

  override call(data: Tensors, { training = true }: CallOptions = {}): Tensors {
    return tf.tidy(() => {
      if (data instanceof tf.Tensor) {
        const batch = this.#batch(data);
        const drawn = training ? this.draw(batch.shape as [number, number, number, number]) : null;
        return likeInput(this.transformImages(batch, drawn, training), data);
      }
      return this.#callWithLabels(data as LabelledImages, training);
    });
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), data_format: dataFormatConfig(this.dataFormat) };
  }

  #callWithLabels(data: LabelledImages, training: boolean): LabelledImages {
    const images = imagesOf(this, data);
    const single = images.rank === 3;
    const drawn = this.getRandomTransformation(images, training);
    const batched = (tensor: tf.Tensor, change: (batch: tf.Tensor) => tf.Tensor) =>
      single ? tf.squeeze(change(tf.expandDims(tensor, 0)), [0]) : change(tensor);
    const changed = Object.entries(data).map(([key, tensor]): [string, tf.Tensor] => {
      if (key === 'images')
        return [key, batched(tensor, (batch) => this.transformImages(batch, drawn, training))];
      if (key === 'labels')
        return [key, batched(tensor, (batch) => this.transformLabels(batch, drawn, training))];
      if (snakeCase(key) === 'segmentation_masks')
        return [key, batched(tensor, (batch) => this.transformSegmentationMasks(batch, drawn, training))];
      throw new ValueError(
        `${this.className} ${this.name}: expected images, labels and segmentationMasks in the dictionary; received ${show(key)}.`,
        {
          fix: 'map the other entries around the layer: ({ boxes, ...rest }) => ({ ...layer(rest), boxes })',
        },
      );
    });
    return Object.fromEntries(changed);
  }

  #batch(images: tf.Tensor): tf.Tensor {
    if (images.rank === 4) return images;
    if (images.rank === 3) return tf.expandDims(images, 0);
    throw new ShapeError(
      `${this.className} ${this.name}: expected an image (3 axes) or a batch of images (4 axes); received shape ${showShape(images.shape)}.`,
    );
  }
}

function likeInput(batch: tf.Tensor, input: tf.Tensor): tf.Tensor {
  return input.rank === 3 ? tf.squeeze(batch, [0]) : batch;
}

function imagesOf(layer: Layer, data: LabelledImages): tf.Tensor {
  const { images } = data;
  if (images instanceof tf.Tensor) return images;
  throw new ValueError(
    `${layer.className} ${layer.name}: expected images, or a dictionary with images; received ${show(Object.keys(data))}.`,
    { fix: 'layer({ images, labels })' },
  );
}
