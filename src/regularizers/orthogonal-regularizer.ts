import * as tf from '@tensorflow/tfjs-core';
import { normalize } from '../backends/operations/normalize.js';
import { checkChoice, checkOptions, checkRange } from '../support/check.js';
import { ShapeError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { Regularizer } from './regularizer.js';

const MODES = ['rows', 'columns'] as const;

/** Options of {@link OrthogonalRegularizer}. */
export interface OrthogonalRegularizerOptions {
  /** 0.01 by default. */
  readonly factor?: number;
  /** What shall be orthogonal: 'rows' (default) or 'columns'. */
  readonly mode?: (typeof MODES)[number];
}

/**
 * Pulls the rows or columns of a matrix apart: the factor times the mean of the absolute cosines of all pairs.
 *
 * @example
 * new regularizers.OrthogonalRegularizer({ factor: 0.01 })(tf.tensor([[1, 0], [1, 1]]));
 */
export class OrthogonalRegularizer extends Regularizer {
  readonly factor: number;
  readonly mode: (typeof MODES)[number];

  constructor(options: OrthogonalRegularizerOptions = {}) {
    super();
    checkOptions('OrthogonalRegularizer', options, ['factor', 'mode']);
    this.factor = checkRange('OrthogonalRegularizer', 'factor', options.factor ?? 0.01, 0, Infinity);
    this.mode = checkChoice('OrthogonalRegularizer', 'mode', options.mode ?? 'rows', MODES);
  }

  override call(x: tf.Tensor): tf.Tensor {
    if (x.rank !== 2)
      throw new ShapeError(`OrthogonalRegularizer: expected a matrix; received shape ${showShape(x.shape)}.`);
    const rows = this.mode === 'rows';
    const size = x.shape[rows ? 0 : 1]!;
    return tf.tidy(() => {
      const unit = normalize(x, rows ? 1 : 0);
      const cosines = tf.matMul(unit, unit, !rows, rows);
      const pairs = tf.mul(tf.abs(cosines), tf.sub(1, tf.eye(size)));
      return tf.div(tf.mul(this.factor * 0.5, tf.sum(pairs)), (size * (size - 1)) / 2);
    });
  }

  override getConfig(): Record<string, unknown> {
    return { factor: this.factor, mode: this.mode };
  }
}

/** Makes an {@link OrthogonalRegularizer}. */
export const orthogonalRegularizer = (options?: OrthogonalRegularizerOptions) =>
  new OrthogonalRegularizer(options);
