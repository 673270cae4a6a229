import { type HostInterpolation, type PixelShares, pixelShares } from '../../backends/operations/resize.js';
import type { Pixels } from './pixels.js';

/** A part of an image, in pixels. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The interpolations that change nothing where the size stays; the others smooth. */
const KEEPING: ReadonlySet<HostInterpolation> = new Set(['nearest', 'bilinear', 'bicubic', 'area']);

/** An image, or a part of it, in another size: floats, rows of pixels. As `tf.image.resize` without antialiasing. */
export function resizePixels(
  pixels: Pixels,
  [height, width]: readonly [number, number],
  interpolation: HostInterpolation,
  box: Box = { top: 0, left: 0, height: pixels.height, width: pixels.width },
): Float32Array {
  const isWhole = box.height === pixels.height && box.width === pixels.width;
  const isSame = isWhole && height === pixels.height && width === pixels.width;
  if (isSame && KEEPING.has(interpolation)) return new Float32Array(pixels.bytes);
  return weighPixels(
    pixels,
    sharesOf(box.height, height, interpolation),
    sharesOf(box.width, width, interpolation),
    box,
  );
}

/** Images of a folder often have one size: its weights are kept. */
const KEPT = 32;
const kept = new Map<string, PixelShares>();

function sharesOf(input: number, output: number, interpolation: HostInterpolation): PixelShares {
  const key = `${input} ${output} ${interpolation}`;
  let shares = kept.get(key);
  if (shares === undefined) {
    if (kept.size >= KEPT) kept.clear();
    shares = pixelShares(input, output, interpolation);
    kept.set(key, shares);
  }
  return shares;
}

/** Each pixel from its shares of rows and columns. */
function weighPixels(pixels: Pixels, rows: PixelShares, columns: PixelShares, box: Box): Float32Array {
  if (isPairs(rows) && isPairs(columns)) return weighPairs(pixels, rows, columns, box);
  const { bytes, width, channels } = pixels;
  const [height, across] = [rows.start.length - 1, columns.start.length - 1];
  const run = box.width * channels;
  const made = new Float32Array(height * across * channels);
  const line = new Float32Array(run);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [rows.start[y]!, rows.start[y + 1]!];
    for (let k = top; k < bottom; k++) {
      const share = rows.share[k]!;
      const from = ((box.top + rows.at[k]!) * width + box.left) * channels;
      if (k === top) for (let i = 0; i < run; i++) line[i] = share * bytes[from + i]!;
      else if (share !== 0) for (let i = 0; i < run; i++) line[i] = line[i]! + share * bytes[from + i]!;
    }
    for (let x = 0; x < across; x++) {
      const end = columns.start[x + 1]!;
      for (let k = columns.start[x]!; k < end; k++) {
        const share = columns.share[k]!;
        const from = columns.at[k]! * channels;
        for (let channel = 0; channel < channels; channel++)
          made[to + channel] = made[to + channel]! + share * line[from + channel]!;
      }
      to += channels;
    }
  }
  return made;
}

/** True where each pixel has two shares at most, as in bilinear resizing. */
function isPairs({ start }: PixelShares): boolean {
  return start.every((from, i) => i === 0 || from - start[i - 1]! <= 2);
}

/** The same from no more than four pixels each, of which most of a large image are none. */
function weighPairs(
  { bytes, width, channels }: Pixels,
  rows: PixelShares,
  columns: PixelShares,
  box: Box,
): Float32Array {
  const [height, across] = [rows.start.length - 1, columns.start.length - 1];
  const made = new Float32Array(height * across * channels);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const k = rows.start[y]!;
    const l = rows.start[y + 1]! - 1;
    const [upper, lower] = [rows.share[k]!, l > k ? rows.share[l]! : 0];
    const top = ((box.top + rows.at[k]!) * width + box.left) * channels;
    const bottom = ((box.top + rows.at[l]!) * width + box.left) * channels;
    for (let x = 0; x < across; x++) {
      const i = columns.start[x]!;
      const j = columns.start[x + 1]! - 1;
      const left = columns.share[i]!;
      const right = j > i ? columns.share[j]! : 0;
      const [from, beside] = [columns.at[i]! * channels, columns.at[j]! * channels];
      for (let channel = 0; channel < channels; channel++) {
        const [a, b] = [from + channel, beside + channel];
        made[to++] =
          upper * (left * bytes[top + a]! + right * bytes[top + b]!) +
          lower * (left * bytes[bottom + a]! + right * bytes[bottom + b]!);
      }
    }
  }
  return made;
}
