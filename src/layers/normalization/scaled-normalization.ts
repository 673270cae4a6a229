import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkOptions, checkRange } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';

/** Options of the normalizations that scale by `gamma` and shift by `beta` afterwards. */
export interface ScaledNormalizationOptions extends LayerOptions {
  /** Added to the variance, against divisions by zero; 0.001 by default. */
  readonly epsilon?: number | undefined;
  /** True, the default: add `beta`. */
  readonly center?: boolean | undefined;
  /** True, the default: multiply by `gamma`. */
  readonly scale?: boolean | undefined;
  /** 'zeros' by default. */
  readonly betaInitializer?: InitializerId | undefined;
  /** 'ones' by default. */
  readonly gammaInitializer?: InitializerId | undefined;
  readonly betaRegularizer?: RegularizerId | null | undefined;
  readonly gammaRegularizer?: RegularizerId | null | undefined;
  readonly betaConstraint?: ConstraintId | null | undefined;
  readonly gammaConstraint?: ConstraintId | null | undefined;
}

/** What the normalizations with `gamma` and `beta` have in common. */
export abstract class ScaledNormalization extends Layer {
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  gamma: Variable | null = null;
  beta: Variable | null = null;
  readonly #gamma: WeightSettings;
  readonly #beta: WeightSettings;

  constructor(options: ScaledNormalizationOptions, own: readonly string[]) {
    const where = new.target.className;
    checkOptions(where, options, [...LAYER_OPTIONS, ...own, ...SCALED_OPTIONS]);
    super(options);
    this.epsilon = checkRange(where, 'epsilon', options.epsilon ?? 1e-3, 0, Infinity);
    this.center = options.center ?? true;
    this.scale = options.scale ?? true;
    this.#gamma = weightSettings(options, 'gamma', 'ones');
    this.#beta = weightSettings(options, 'beta', 'zeros');
    this.supportsMasking = true;
  }

  /** Makes `gamma` and `beta`. */
  protected buildScale(shape: Shape, { center = this.center, scale = this.scale } = {}): void {
    if (scale) this.gamma = this.addWeight({ name: 'gamma', shape, ...this.#gamma });
    if (center) this.beta = this.addWeight({ name: 'beta', shape, ...this.#beta });
  }

  /** `(x - mean) / sqrt(variance + epsilon) * gamma + beta`; all have to be of shapes that spread over x. */
  protected normalize(
    x: tf.Tensor,
    mean: tf.Tensor,
    variance: tf.Tensor,
    gamma: tf.Tensor | null,
    beta: tf.Tensor | null,
  ): tf.Tensor {
    const inverse = tf.rsqrt(tf.add(variance, this.epsilon));
    const factor = gamma === null ? inverse : tf.mul(inverse, gamma);
    const shift = tf.mul(tf.neg(mean), factor);
    return tf.add(tf.mul(x, factor), beta === null ? shift : tf.add(shift, beta));
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      epsilon: this.epsilon,
      center: this.center,
      scale: this.scale,
      ...weightSettingsConfig('beta', this.#beta),
      ...weightSettingsConfig('gamma', this.#gamma),
    };
  }
}

const SCALED_OPTIONS = [
  'epsilon',
  'center',
  'scale',
  ...weightOptionNames('beta'),
  ...weightOptionNames('gamma'),
];
