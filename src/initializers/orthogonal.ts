import * as tf from '@tensorflow/tfjs-core';
import { streamOf } from '../backends/random.js';
import { checkOptions } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { type KnownShape, showShape, sizeOf } from '../support/shape.js';
import { RandomInitializer, type RandomOptions } from './random-initializer.js';

/** Options of {@link Orthogonal}. */
export interface OrthogonalOptions extends RandomOptions {
  /** The length of the rows or columns, 1 by default. */
  readonly gain?: number;
}

/**
 * A random matrix with orthogonal columns, or rows if it has fewer of them (Saxe et al., 2014). All axes but the last are
 * taken together; at least two are needed.
 */
export class Orthogonal extends RandomInitializer {
  readonly gain: number;

  constructor(options: OrthogonalOptions = {}) {
    checkOptions('Orthogonal', options, ['gain', 'seed']);
    super(options.seed);
    this.gain = options.gain ?? 1;
  }

  override call(shape: KnownShape): tf.Tensor {
    if (shape.length < 2)
      throw new ShapeError(
        `Orthogonal: expected a shape of at least two axes; received ${showShape(shape)}.`,
      );
    const columns = shape.at(-1)!;
    const rows = sizeOf(shape) / columns;
    const stream = streamOf(this.seed);
    const long = Math.max(rows, columns);
    const short = Math.min(rows, columns);
    // Orthonormal vectors of the longer length; random vectors made orthogonal are spread evenly.
    const vectors = orthonormal(short, long, () => stream.normal());
    const values = new Float32Array(rows * columns);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        values[r * columns + c] = this.gain * (rows >= columns ? vectors[c]![r]! : vectors[r]![c]!);
    return tf.tensor(values, [...shape]);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), gain: this.gain };
  }
}

/** Gram-Schmidt in double precision, twice over each vector, which keeps them orthogonal to rounding. */
function orthonormal(count: number, length: number, next: () => number): Float64Array[] {
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const v = Float64Array.from({ length }, next);
    for (let pass = 0; pass < 2; pass++)
      for (const u of vectors) {
        const along = dot(u, v);
        for (let i = 0; i < length; i++) v[i]! -= along * u[i]!;
      }
    const norm = Math.sqrt(dot(v, v));
    if (norm < 1e-6) continue;
    for (let i = 0; i < length; i++) v[i]! /= norm;
    vectors.push(v);
  }
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Makes an {@link Orthogonal}. */
export const orthogonal = (options?: OrthogonalOptions) => new Orthogonal(options);
