import * as tf from '@tensorflow/tfjs-core';
import type { DataFormatId } from '../../backends/operations/data-format.js';
import { encodePng } from '../../display/charts/encode-png.js';
import { DISPLAY, type MimeBundle } from '../../display/displayable.js';
import { checkChoice, checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { channelsFirst, isChannelsFirst } from './color-mode.js';
import type { Pixels } from './pixels.js';

/** An image in bytes, as `utils.loadImg` gives it; a notebook shows it. */
export class Img implements Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly bytes: Uint8Array;

  constructor({ width, height, channels, bytes }: Pixels) {
    this.width = width;
    this.height = height;
    this.channels = channels as 1 | 3 | 4;
    this.bytes = bytes;
  }

  /** `[width, height]`, as in Pillow. */
  get size(): [width: number, height: number] {
    return [this.width, this.height];
  }

  toString(): string {
    const mode = { 1: 'grayscale', 3: 'rgb', 4: 'rgba' }[this.channels];
    return `Img(${this.width} x ${this.height}, ${mode})`;
  }

  [DISPLAY](): MimeBundle {
    return { 'image/png': encodePng(this).toString('base64'), 'text/plain': this.toString() };
  }
}

/** Options of {@link imgToArray}. */
export interface ImgToArrayOptions {
  readonly dataFormat?: DataFormatId | null | undefined;
  /** `'float32'` by default. */
  readonly dtype?: 'float32' | 'int32' | null | undefined;
}

/** Options of {@link arrayToImg}. */
export interface ArrayToImgOptions {
  readonly dataFormat?: DataFormatId | null | undefined;
  /** True (the default): the least value becomes 0 and the largest 255. */
  readonly scale?: boolean | undefined;
}

/**
 * An image as a tensor of values from 0 to 255, of the shape [height, width, channels].
 *
 * @see https://keras.io/api/data_loading/image/#imgtoarray-function
 * @example
 * const img = utils.arrayToImg(tf.ones([2, 3, 1]), { scale: false });
 * utils.imgToArray(img).shape; // [2, 3, 1]
 */
export function imgToArray(img: Img, options: ImgToArrayOptions = {}): tf.Tensor3D {
  const where = 'imgToArray';
  if (!(img instanceof Img)) {
    throw new ValueError(`${where}: expected an image; received ${show(img)}.`, {
      fix: 'utils.imgToArray(await utils.loadImg(path))',
    });
  }
  const { dataFormat, dtype } = checkOptions(where, options, ['dataFormat', 'dtype']);
  const type = checkChoice(where, 'dtype', dtype ?? 'float32', ['float32', 'int32']);
  const { width, height, channels } = img;
  const values = new Float32Array(img.bytes);
  return isChannelsFirst(where, dataFormat)
    ? tf.tensor3d(channelsFirst(values, channels), [channels, height, width], type)
    : tf.tensor3d(values, [height, width, channels], type);
}

/**
 * A tensor of one image, [height, width, channels] with 1, 3 or 4 channels, as an image.
 *
 * @throws ShapeError for another shape; ValueError for values outside of 0 to 255 where they are not scaled
 * @see https://keras.io/api/data_loading/image/#arraytoimg-function
 * @example
 * display(utils.arrayToImg(tf.randomUniform([32, 32, 3])));
 */
export function arrayToImg(x: tf.Tensor | tf.TensorLike, options: ArrayToImgOptions = {}): Img {
  const where = 'arrayToImg';
  const { dataFormat, scale = true } = checkOptions(where, options, ['dataFormat', 'scale']);
  const isFirst = isChannelsFirst(where, dataFormat);
  const { shape, values } = read(x, isFirst);
  const [height, width, channels] = shape as [number, number, number];
  if (shape.length !== 3 || ![1, 3, 4].includes(channels)) {
    throw new ShapeError(
      `${where}: expected one image of 1, 3 or 4 channels, (height, width, channels); received ${showShape(shape)}.`,
    );
  }
  const least = scale ? values.reduce((a, b) => Math.min(a, b)) : 0;
  const range = scale ? values.reduce((a, b) => Math.max(a, b)) - least : 255;
  const bytes = Uint8Array.from(values, (value) => {
    const level = range === 0 ? value - least : Math.fround(Math.fround((value - least) / range) * 255);
    if (level >= 0 && level < 256) return level;
    throw new ValueError(`${where}: expected values from 0 to 255; received ${value}.`, {
      fix: 'scale: true brings them there',
    });
  });
  return new Img({ width, height, channels, bytes });
}

/** Values of an image, the channels last. */
function read(x: tf.Tensor | tf.TensorLike, isFirst: boolean) {
  return tf.tidy(() => {
    const given = x instanceof tf.Tensor ? x : tf.tensor(x);
    const image = isFirst && given.rank === 3 ? tf.transpose(given, [1, 2, 0]) : given;
    return { shape: [...image.shape], values: new Float32Array(image.dataSync()) };
  });
}
