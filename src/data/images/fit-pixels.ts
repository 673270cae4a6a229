import type { HostInterpolation } from '../../backends/operations/resize.js';
import type { Pixels } from './pixels.js';
import { resizePixels } from './resize-pixels.js';

/** What becomes of an image whose sides have another ratio than wanted. */
export type AspectRatio = 'stretch' | 'crop' | 'pad';

type Size = readonly [height: number, width: number];

/** An image in a size: stretched, its middle (Keras's smart_resize), or all of it between black bars (resize_with_pad). */
export function fitPixels(
  pixels: Pixels,
  size: Size,
  interpolation: HostInterpolation,
  aspect: AspectRatio,
): Float32Array {
  if (aspect === 'crop') return resizePixels(pixels, size, interpolation, middle(pixels, size));
  return aspect === 'pad' ? padded(pixels, size, interpolation) : resizePixels(pixels, size, interpolation);
}

/** The largest part in the middle with the ratio of `size`. */
function middle({ height, width }: Pixels, [targetHeight, targetWidth]: Size) {
  const inside = (wanted: number, most: number) => Math.max(Math.min(most, Math.trunc(wanted)), 1);
  const cropHeight = inside((width * targetHeight) / targetWidth, height);
  const cropWidth = inside((height * targetWidth) / targetHeight, width);
  return {
    top: Math.trunc((height - cropHeight) / 2),
    left: Math.trunc((width - cropWidth) / 2),
    height: cropHeight,
    width: cropWidth,
  };
}

function padded(pixels: Pixels, [height, width]: Size, interpolation: HostInterpolation): Float32Array {
  const { channels } = pixels;
  const ratio = Math.max(pixels.height / height, pixels.width / width);
  const [exactHeight, exactWidth] = [pixels.height / ratio, pixels.width / ratio];
  const [innerHeight, innerWidth] = [Math.floor(exactHeight), Math.floor(exactWidth)];
  const top = Math.max(0, Math.floor((height - exactHeight) / 2));
  const left = Math.max(0, Math.floor((width - exactWidth) / 2));
  const inner = resizePixels(pixels, [innerHeight, innerWidth], interpolation);
  const made = new Float32Array(height * width * channels);
  const run = innerWidth * channels;
  for (let y = 0; y < innerHeight; y++)
    made.set(inner.subarray(y * run, (y + 1) * run), ((top + y) * width + left) * channels);
  return made;
}
