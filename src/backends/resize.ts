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

/**
 * Resizes images, channels last, as `tf.image.resize` does: pixel centres lie at halves, and no smoothing where the
 * image gets smaller. Both axes are products with a matrix of weights, which has the right gradient everywhere;
 * tfjs-core's own operations have none for these centres.
 *
 * @param images shape [batch, height, width, channels]
 */
export function resizeImages(
  images: tf.Tensor,
  [height, width]: readonly [number, number],
  interpolation: Interpolation,
): tf.Tensor {
  return tf.tidy(() => {
    const [batch, rows, columns, channels] = images.shape as [number, number, number, number];
    const stretched = tf.matMul(
      tf.expandDims(weightMatrix(rows, height, interpolation), 0),
      tf.reshape(images, [batch, rows, columns * channels]),
    );
    const widened = tf.matMul(
      tf.expandDims(weightMatrix(columns, width, interpolation), 0),
      tf.reshape(stretched, [batch * height, columns, channels]),
    );
    return tf.reshape(widened, [batch, height, width, channels]);
  });
}

/** What each of `output` pixels takes of `input` pixels, shape [output, input]. */
export function weightMatrix(input: number, output: number, interpolation: Interpolation): tf.Tensor2D {
  const weights = new Float32Array(output * input);
  for (let i = 0; i < output; i++) {
    const centre = ((i + 0.5) * input) / output;
    for (const [at, weight] of pixelWeights(centre, input, interpolation)) {
      weights[i * input + at] = weights[i * input + at]! + weight;
    }
  }
  return tf.tensor2d(weights, [output, input]);
}

function pixelWeights(centre: number, input: number, interpolation: Interpolation): [number, number][] {
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
  // What lies outside is left out, and the rest scaled up to a sum of 1.
  const { radius, weigh } = KERNELS[interpolation];
  const near: [number, number][] = [];
  for (let at = Math.max(0, Math.floor(centre - radius)); at < Math.min(input, centre + radius); at++) {
    near.push([at, weigh(Math.abs(at + 0.5 - centre))]);
  }
  const sum = near.reduce((total, [, weight]) => total + weight, 0);
  return near.map(([at, weight]) => [at, weight / sum]);
}

const KERNELS = {
  bicubic: { radius: 2, weigh: cubic },
  lanczos3: { radius: 3, weigh: (x: number) => lanczos(x, 3) },
  lanczos5: { radius: 5, weigh: (x: number) => lanczos(x, 5) },
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
