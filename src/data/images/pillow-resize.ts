import type { Pixels } from './pixels.js';
import type { Box } from './resize-pixels.js';

/** Pillow's ways of resizing, under Keras's names. */
export const PILLOW_INTERPOLATIONS = ['nearest', 'bilinear', 'bicubic', 'lanczos', 'box', 'hamming'] as const;

export type PillowInterpolation = (typeof PILLOW_INTERPOLATIONS)[number];

interface Window {
  readonly radius: number;
  readonly weigh: (x: number) => number;
}

const WINDOWS: Readonly<Record<Exclude<PillowInterpolation, 'nearest'>, Window>> = {
  box: { radius: 0.5, weigh: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { radius: 1, weigh: (x) => Math.max(1 - Math.abs(x), 0) },
  hamming: {
    radius: 1,
    weigh: (x) => (Math.abs(x) >= 1 ? 0 : sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x))),
  },
  bicubic: {
    radius: 2,
    weigh(signed) {
      const x = Math.abs(signed);
      if (x >= 2) return 0;
      return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
    },
  },
  lanczos: { radius: 3, weigh: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** Bits behind the point of Pillow's weights. */
const ONE = 2 ** 22;

/** An image, or a part of it, in another size as `PIL.Image.resize` makes it: smoothed where it gets smaller. */
export function pillowResize(
  pixels: Pixels,
  [height, width]: readonly [number, number],
  interpolation: PillowInterpolation,
  box: Box = { top: 0, left: 0, height: pixels.height, width: pixels.width },
): Pixels {
  if (interpolation === 'nearest') return nearest(pixels, height, width, box);
  const window = WINDOWS[interpolation];
  const columns = weights(pixels.width, box.left, box.width, width, window);
  const rows = weights(pixels.height, box.top, box.height, height, window);
  // Colours count as much as they are seen.
  const given = pixels.channels === 4 ? premultiplied(pixels) : pixels;
  const made = vertically(horizontally(given, columns), rows);
  return pixels.channels === 4 ? unmultiplied(made) : made;
}

interface Weights {
  readonly first: number;
  readonly parts: Float64Array;
}

function weights(
  all: number,
  from: number,
  size: number,
  output: number,
  { radius, weigh }: Window,
): Weights[] {
  const scale = size / output;
  const spread = Math.max(scale, 1);
  return Array.from({ length: output }, (_, i) => {
    const centre = from + (i + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - radius * spread + 0.5), 0);
    const end = Math.min(Math.trunc(centre + radius * spread + 0.5), all);
    const parts = Float64Array.from({ length: end - first }, (_, k) =>
      weigh((k + first - centre + 0.5) / spread),
    );
    const sum = parts.reduce((total, part) => total + part, 0);
    return { first, parts: parts.map((part) => Math.trunc((part / sum) * ONE + Math.sign(part) * 0.5)) };
  });
}

function horizontally({ width, height, channels, bytes }: Pixels, columns: readonly Weights[]): Pixels {
  const made = new Uint8Array(columns.length * height * channels);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (const { first, parts } of columns) {
      const from = (y * width + first) * channels;
      for (let channel = 0; channel < channels; channel++) {
        let sum = ONE / 2;
        for (let k = 0; k < parts.length; k++) sum += parts[k]! * bytes[from + k * channels + channel]!;
        made[to++] = byte(sum);
      }
    }
  }
  return { width: columns.length, height, channels, bytes: made };
}

function vertically({ width, channels, bytes }: Pixels, rows: readonly Weights[]): Pixels {
  const run = width * channels;
  const made = new Uint8Array(run * rows.length);
  for (const [y, { first, parts }] of rows.entries()) {
    for (let i = 0; i < run; i++) {
      let sum = ONE / 2;
      for (let k = 0; k < parts.length; k++) sum += parts[k]! * bytes[(first + k) * run + i]!;
      made[y * run + i] = byte(sum);
    }
  }
  return { width, height: rows.length, channels, bytes: made };
}

function byte(sum: number): number {
  return Math.min(Math.max(Math.floor(sum / ONE), 0), 255);
}

function nearest(
  { width: stride, channels, bytes }: Pixels,
  height: number,
  width: number,
  box: Box,
): Pixels {
  const made = new Uint8Array(width * height * channels);
  const rows = steps(box.top, box.height, height);
  const columns = steps(box.left, box.width, width);
  let to = 0;
  for (const row of rows) {
    for (const column of columns) {
      const from = (row * stride + column) * channels;
      for (let channel = 0; channel < channels; channel++) made[to++] = bytes[from + channel]!;
    }
  }
  return { width, height, channels, bytes: made };
}

/** Pillow adds the step up, and with it what is lost by rounding. */
function steps(from: number, size: number, output: number): number[] {
  const step = size / output;
  let at = from + step * 0.5;
  return Array.from({ length: output }, () => {
    const place = Math.trunc(at);
    at += step;
    return place;
  });
}

function premultiplied(pixels: Pixels): Pixels {
  return withColours(pixels, (colour, alpha) => {
    const product = colour * alpha + 128;
    return (product + (product >> 8)) >> 8;
  });
}

function unmultiplied(pixels: Pixels): Pixels {
  return withColours(pixels, (colour, alpha) =>
    alpha === 0 || alpha === 255 ? colour : Math.min(Math.trunc((255 * colour) / alpha), 255),
  );
}

function withColours(pixels: Pixels, change: (colour: number, alpha: number) => number): Pixels {
  const bytes = pixels.bytes.map((value, i) =>
    i % 4 === 3 ? value : change(value, pixels.bytes[i - (i % 4) + 3]!),
  );
  return { ...pixels, bytes };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
