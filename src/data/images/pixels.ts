/** An image in bytes from 0 to 255, rows of pixels of 1 to 4 channels: grey, grey and alpha, RGB, RGBA. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bytes: Uint8Array;
}

/** Grey of red, green and blue. */
export type Luma = (red: number, green: number, blue: number) => number;

/** ITU-R BT.601 as libpng and TensorFlow compute it, which cut off. */
export const tensorflowLuma: Luma = (red, green, blue) => (9797 * red + 19234 * green + 3737 * blue) >> 15;

/** The same as Pillow computes it, which rounds. */
export const pillowLuma: Luma = (red, green, blue) =>
  (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16;

/** The same image with another number of channels; alpha is left out, or full where there was none. */
export function withChannels(pixels: Pixels, channels: 1 | 3 | 4, luma: Luma): Pixels {
  const { channels: had, bytes, width, height } = pixels;
  if (had === channels) return pixels;
  const made = new Uint8Array(width * height * channels);
  const grey = had <= 2;
  for (let from = 0, to = 0; to < made.length; from += had, to += channels) {
    const red = bytes[from]!;
    const green = grey ? red : bytes[from + 1]!;
    const blue = grey ? red : bytes[from + 2]!;
    if (channels === 1) {
      made[to] = grey ? red : luma(red, green, blue);
      continue;
    }
    made[to] = red;
    made[to + 1] = green;
    made[to + 2] = blue;
    if (channels === 4) made[to + 3] = had === 2 ? bytes[from + 1]! : had === 4 ? bytes[from + 3]! : 255;
  }
  return { width, height, channels, bytes: made };
}
