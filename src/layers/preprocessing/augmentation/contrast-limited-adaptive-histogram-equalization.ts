import * as tf from '@tensorflow/tfjs-core';
import { checkFinite, checkOptions, checkPositiveInteger, show } from '../../../support/check.js';
import { ValueError } from '../../../support/errors.js';
import { getValueRange, type Range } from './factor.js';
import {
  AUGMENTATION_OPTIONS,
  ImageAugmentation,
  type ImageAugmentationOptions,
} from './image-augmentation.js';

/** Options of {@link ContrastLimitedAdaptiveHistogramEqualization}. */
export interface ContrastLimitedAdaptiveHistogramEqualizationOptions extends ImageAugmentationOptions {
  /** The lowest and the highest value of a pixel; [0, 255] by default. */
  readonly valueRange?: Range | undefined;
  /** How much more frequent than the mean a shade may count; 4 by default, 0 or less for no limit. */
  readonly clipLimit?: number | undefined;
  /** Into how many tiles images are divided; [8, 8] by default. */
  readonly tileGridSize?: readonly [rows: number, columns: number] | undefined;
}

const SHADES = 256;

/**
 * Spreads the shades of each channel within tiles, which raises the contrast of their parts (CLAHE; Zuiderveld, 1994); between
 * the middles of tiles it is blended. Shades are counted on the host, so that a step with this layer runs as it is written.
 * See https://keras.io/api/layers/preprocessing_layers/image_preprocessing/.
 *
 * @example
 * new layers.ContrastLimitedAdaptiveHistogramEqualization({ tileGridSize: [2, 2] })(tf.ones([1, 8, 8, 1])).shape; // [1, 8, 8, 1]
 */
export class ContrastLimitedAdaptiveHistogramEqualization extends ImageAugmentation {
  readonly valueRange: Range;
  readonly clipLimit: number;
  readonly tileGridSize: readonly [rows: number, columns: number];

  constructor(options: ContrastLimitedAdaptiveHistogramEqualizationOptions = {}) {
    const where = 'ContrastLimitedAdaptiveHistogramEqualization';
    checkOptions(where, options, ['valueRange', 'clipLimit', 'tileGridSize', ...AUGMENTATION_OPTIONS]);
    super(options);
    this.valueRange = getValueRange(where, options.valueRange);
    this.clipLimit = checkFinite(where, 'clipLimit', options.clipLimit ?? 4);
    const { tileGridSize = [8, 8] } = options;
    if (!Array.isArray(tileGridSize) || tileGridSize.length !== 2)
      throw new ValueError(`${where}: tileGridSize must be [rows, columns]; received ${show(tileGridSize)}.`);
    for (const count of tileGridSize) checkPositiveInteger(where, 'tileGridSize', count);
    this.tileGridSize = tileGridSize as readonly [number, number];
  }

  protected override changeImages(images: tf.Tensor): tf.Tensor {
    return this.#equalized(images);
  }

  protected override changeOutsideTraining(images: tf.Tensor): tf.Tensor {
    return this.#equalized(images);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      value_range: this.valueRange,
      clip_limit: this.clipLimit,
      tile_grid_size: this.tileGridSize,
    };
  }

  #equalized(images: tf.Tensor): tf.Tensor {
    const [low, high] = this.valueRange;
    const isBytes = low === 0 && high === 255;
    const shaded = (value: number) =>
      isBytes ? value : Math.fround(Math.fround((value - low) / (high - low)) * 255);
    const given = images.dataSync<'float32'>().map(shaded);
    const found = new Float32Array(given.length);
    const [batch, height, width, channels] = images.shape as [number, number, number, number];
    for (let image = 0; image < batch; image++) {
      for (let channel = 0; channel < channels; channel++) {
        const at = (y: number, x: number) => ((image * height + y) * width + x) * channels + channel;
        this.#plane(
          height,
          width,
          (y, x) => given[at(y, x)]!,
          (y, x, value) => {
            found[at(y, x)] = isBytes ? value : (value / 255) * (high - low) + low;
          },
        );
      }
    }
    return tf.tensor(found, [batch, height, width, channels]);
  }

  /** One channel of one image. */
  #plane(
    height: number,
    width: number,
    read: (y: number, x: number) => number,
    write: (y: number, x: number, value: number) => void,
  ): void {
    const [rows, columns] = this.tileGridSize;
    const [tileHeight, tileWidth] = [Math.ceil(height / rows), Math.ceil(width / columns)];
    const shade = (y: number, x: number) => {
      // Tiles that reach over the edge see the image mirrored.
      const value = Math.trunc(read(mirrored(y, height), mirrored(x, width)));
      return Math.min(Math.max(value, 0), SHADES - 1);
    };
    const curves = Array.from({ length: rows * columns }, (_, tile) => {
      const counts = new Float64Array(SHADES);
      const [top, left] = [Math.floor(tile / columns) * tileHeight, (tile % columns) * tileWidth];
      for (let y = top; y < top + tileHeight; y++)
        for (let x = left; x < left + tileWidth; x++) counts[shade(y, x)]! += 1;
      return this.#curve(counts, tileHeight * tileWidth);
    });
    const nearest = (index: number, count: number) => Math.min(Math.max(index, 0), count - 1);
    for (let y = 0; y < height; y++) {
      const [row, below] = placeOf(y, tileHeight);
      for (let x = 0; x < width; x++) {
        const [column, beside] = placeOf(x, tileWidth);
        const pixel = shade(y, x);
        const of = (i: number, j: number) =>
          curves[nearest(row + i, rows) * columns + nearest(column + j, columns)]![pixel]!;
        const upper = of(0, 0) * (1 - beside) + of(0, 1) * beside;
        const lower = of(1, 0) * (1 - beside) + of(1, 1) * beside;
        write(y, x, upper * (1 - below) + lower * below);
      }
    }
  }

  /** What becomes of each shade of a tile. */
  #curve(counts: Float64Array, pixels: number): Float64Array {
    if (this.clipLimit > 0) {
      const limit = (this.clipLimit * pixels) / SHADES;
      let excess = 0;
      for (const [i, count] of counts.entries()) {
        excess += Math.max(count - limit, 0);
        counts[i] = Math.min(count, limit);
      }
      for (let i = 0; i < SHADES; i++) counts[i]! += excess / SHADES;
    }
    for (let i = 1; i < SHADES; i++) counts[i]! += counts[i - 1]!;
    const least = counts[0]!;
    return counts.map((sum) => Math.min(Math.max(((sum - least) * 255) / (pixels - least || 1), 0), 255));
  }
}

/** The tile whose middle comes before a place, and how far behind the middle it is. */
function placeOf(at: number, size: number): [tile: number, share: number] {
  const place = (at - size / 2) / size;
  return [Math.floor(place), place - Math.floor(place)];
}

function mirrored(at: number, size: number): number {
  const turned = at % (2 * size);
  return turned < size ? turned : 2 * size - 1 - turned;
}
