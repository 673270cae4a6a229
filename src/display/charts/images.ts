import { checkOptions } from '../../support/check.js';
import type { Chart } from './chart.js';
import type { ChartInput } from './chart-values.js';
import { type ImagesOptions, imageTiles } from './image-data.js';
import { ImageGrid } from './image-grid.js';

/**
 * A grid of images with their labels and predictions; wrong ones are marked.
 *
 * Takes a tensor or array of shape `[n, height, width]`, `[n, height, width, channels]` with 1, 3 or 4 channels, or a
 * single image. Values run from 0 to 1, from 0 to 255 or, where the largest is below 64, up to that.
 *
 * @throws ShapeError for other shapes, or if labels or predictions are not as many as images.
 *
 * @example
 * charts.images([[[0, 1], [1, 0]]], { labels: [3], predictions: [3] });
 */
export function images(input: ChartInput, options: ImagesOptions = {}): Chart {
  checkOptions('charts.images', options, [
    'labels',
    'predictions',
    'classNames',
    'limit',
    'indices',
    'range',
  ]);
  return new ImageGrid(imageTiles(input, options));
}
