import { type HostInterpolation, type PixelShares, pixelShares } from '../../backends/resize.js';
import type { Pixels } from './pixels.js';

/** A part of an image, in pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** An image, or a part of it, in another size: floats, rows of pixels. As `tf.image.resize` without antialiasing. */
export function resizePixels(
  pixels: Pixels,
  [height, width]: readonly [number, number],
  interpolation: HostInterpolation,
  box: Box = { top: 0, left: 0, height: pixels.height, width: pixels.width },
): Float32Array {
  return weighPixels(
    pixels,
    pixelShares(box.height, height, interpolation),
    pixelShares(box.width, width, interpolation),
    box,
  );
}

/** Each pixel from its shares of rows and columns. */
function weighPixels(
  { bytes, width, channels }: Pixels,
  rows: PixelShares,
  columns: PixelShares,
  box: Box,
): Float32Array {
  const stride = width * channels;
  const run = box.width * channels;
  const made = new Float32Array(rows.length * columns.length * channels);
  const line = new Float32Array(run);
  let to = 0;
  for (const shares of rows) {
    line.fill(0);
    for (const [at, share] of shares) {
      if (share === 0) continue;
      const from = (box.top + at) * stride + box.left * channels;
      for (let i = 0; i < run; i++) line[i] = line[i]! + share * bytes[from + i]!;
    }
    for (const parts of columns) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (const [at, share] of parts) sum += share * line[at * channels + channel]!;
        made[to++] = sum;
      }
    }
  }
  return made;
}
