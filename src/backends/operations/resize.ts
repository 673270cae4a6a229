import * as tf from '@tensorflow/tfjs-core';

/** How values between pixels are found. */
export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';

export const INTERPOLATIONS: readonly Interpolation[] = [
  'nearest',
  'bilinear',
  'bicubic',
  'lanczos3',
  'lanczos5',
];

/** Those that are computed on the host alone, as images are read. */
export type HostInterpolation = Interpolation | 'area' | 'gaussian' | 'mitchellcubic';

export const HOST_INTERPOLATIONS: readonly HostInterpolation[] = [
  ...INTERPOLATIONS,
  'area',
  'gaussian',
  'mitchellcubic',
];

/** What the pixels of an axis are made of: those of pixel i are `at[k]`, with `share[k]`, for k from `start[i]` to before `start[i + 1]`. */
export interface PixelShares {
  readonly start: Int32Array;
  readonly at: Int32Array;
  readonly share: Float64Array;
}

/** What each of `output` pixels takes of `input` pixels, without a smoothing window. */
export function pixelShares(input: number, output: number, interpolation: HostInterpolation): PixelShares {
  // In floats of 32 bits, as TensorFlow computes places: they decide which pixels lie at the edge of a window.
  const direct = Math.fround(input / output);
  const isWindow =
    interpolation.startsWith('lanczos') || ['gaussian', 'mitchellcubic'].includes(interpolation);
  const scale = isWindow ? Math.fround(1 / Math.fround(output / input)) : direct;
  const pixels = Array.from({ length: output }, (_, i) =>
    interpolation === 'area'
      ? areaShares(i * scale, (i + 1) * scale, input)
      : pixelWeights(Math.fround((i + 0.5) * scale), input, interpolation),
  );
  const start = new Int32Array(output + 1);
  for (const [i, parts] of pixels.entries()) start[i + 1] = start[i]! + parts.length;
  const parts = pixels.flat();
  return {
    start,
    at: Int32Array.from(parts, ([at]) => at),
    share: Float64Array.from(parts, ([, share]) => share),
  };
}

function areaShares(from: number, to: number, input: number): [number, number][] {
  const first = Math.floor(from);
  const places = Array.from({ length: Math.min(Math.ceil(to), input) - first }, (_, i) => first + i);
  return shares(
    places.map((at) => [at, Math.min(at + 1, to) - Math.max(at, from)]),
    input,
  );
}

/**
 * Resizes images, channels last, as `tf.image.resize` does: pixel centres lie at halves. Where an image gets
 * smaller, `antialias` takes the mean over all pixels that a new one covers. Both axes are products with a matrix of weights, which has the right gradient everywhere;
 * tfjs-core's own operations have none for these centres.
 *
 * @param images shape [batch, height, width, channels]
 */
export function resizeImages(
  images: tf.Tensor,
  [height, width]: readonly [number, number],
  interpolation: Interpolation,
  { antialias = false } = {},
): tf.Tensor {
  const weigh = antialias ? smoothMatrix : weightMatrix;
  return tf.tidy(() => {
    const [batch, rows, columns, channels] = images.shape as [number, number, number, number];
    const stretched = tf.matMul(
      tf.expandDims(weigh(rows, height, interpolation), 0),
      tf.reshape(images, [batch, rows, columns * channels]),
    );
    const widened = tf.matMul(
      tf.expandDims(weigh(columns, width, interpolation), 0),
      tf.reshape(stretched, [batch * height, columns, channels]),
    );
    return tf.reshape(widened, [batch, height, width, channels]);
  });
}

/** What each of `output` pixels takes of `input` pixels, shape [output, input]. */
export function weightMatrix(input: number, output: number, interpolation: Interpolation): tf.Tensor2D {
  return matrixOf(input, output, (centre) => pixelWeights(centre, input, interpolation));
}

/** As {@link weightMatrix}, with windows that grow as the image gets smaller. */
function smoothMatrix(input: number, output: number, interpolation: Interpolation): tf.Tensor2D {
  if (interpolation === 'nearest') return weightMatrix(input, output, interpolation);
  const { radius, weigh } = WINDOWS[interpolation];
  const scale = Math.max(input / output, 1);
  return matrixOf(input, output, (centre) => {
    const first = Math.floor(centre - radius * scale);
    const places = Array.from({ length: Math.ceil(2 * radius * scale) + 1 }, (_, i) => first + i);
    return shares(
      places.map((at) => [at, weigh(Math.abs(at + 0.5 - centre) / scale)]),
      input,
    );
  });
}

function matrixOf(
  input: number,
  output: number,
  weightsAt: (centre: number) => [at: number, weight: number][],
): tf.Tensor2D {
  const weights = new Float32Array(output * input);
  for (let i = 0; i < output; i++) {
    for (const [at, weight] of weightsAt(((i + 0.5) * input) / output)) {
      weights[i * input + at] = weights[i * input + at]! + weight;
    }
  }
  return tf.tensor2d(weights, [output, input]);
}

function pixelWeights(
  centre: number,
  input: number,
  interpolation: Exclude<HostInterpolation, 'area'>,
): [number, number][] {
  const inside = (at: number) => Math.min(Math.max(at, 0), input - 1);
  if (interpolation === 'nearest') return [[inside(Math.floor(centre)), 1]];
  if (interpolation === 'bilinear') {
    const left = Math.floor(centre - 0.5);
    const share = centre - 0.5 - left;
    return [
      [inside(left), 1 - share],
      [inside(left + 1), share],
    ];
  }
  if (interpolation === 'bicubic') {
    // TensorFlow looks the weights up in a table of 1,024 places between two pixels.
    const left = Math.floor(centre - 0.5);
    const share = Math.round((centre - 0.5 - left) * 1024) / 1024;
    return shares(
      [-1, 0, 1, 2].map((step) => [left + step, cubic(Math.abs(share - step))]),
      input,
    );
  }
  const { radius, weigh } = WINDOWS[interpolation];
  const first = Math.floor(centre - radius);
  const places = Array.from({ length: Math.ceil(2 * radius) + 1 }, (_, i) => first + i);
  return shares(
    places.map((at) => [at, weigh(Math.abs(at + 0.5 - centre))]),
    input,
  );
}

/** What lies outside is left out, and the rest is scaled to a sum of 1. */
function shares(weights: readonly [at: number, weight: number][], input: number): [number, number][] {
  const inside = weights.filter(([at]) => at >= 0 && at < input);
  const sum = inside.reduce((total, [, weight]) => total + weight, 0);
  return inside.map(([at, weight]) => [at, weight / sum]);
}

const WINDOWS = {
  bilinear: { radius: 1, weigh: (x: number) => Math.max(1 - x, 0) },
  bicubic: { radius: 2, weigh: cubic },
  lanczos3: { radius: 3, weigh: (x: number) => lanczos(x, 3) },
  lanczos5: { radius: 5, weigh: (x: number) => lanczos(x, 5) },
  gaussian: { radius: 1.5, weigh: (x: number) => (x >= 1.5 ? 0 : Math.exp(-2 * x * x)) },
  mitchellcubic: { radius: 2, weigh: mitchell },
} as const;

/** Keys (1981) with a = -0.5. */
function cubic(x: number): number {
  if (x >= 2) return 0;
  return x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1;
}

function lanczos(x: number, radius: number): number {
  if (x >= radius) return 0;
  if (x < 1e-3) return 1;
  const angle = Math.PI * x;
  return (radius * Math.sin(angle) * Math.sin(angle / radius)) / (angle * angle);
}

/** Mitchell and Netravali (1988) with B = C = 1/3. */
function mitchell(x: number): number {
  if (x >= 2) return 0;
  if (x >= 1) return ((-7 / 18) * x + 2) * x * x - (10 / 3) * x + 16 / 9;
  return ((7 / 6) * x - 2) * x * x + 8 / 9;
}
