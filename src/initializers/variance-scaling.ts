import type * as tf from '@tensorflow/tfjs-core';
import { normal, truncatedNormal, uniform } from '../backends/random.js';
import { checkChoice, checkNumber, checkOptions } from '../support/check.js';
import { camelCase, snakeCase } from '../support/names.js';
import type { KnownShape } from '../support/shape.js';
import { computeFans } from './fans.js';
import { RandomInitializer, type RandomOptions } from './random-initializer.js';

const MODES = ['fanIn', 'fanOut', 'fanAvg'] as const;
const DISTRIBUTIONS = ['truncatedNormal', 'untruncatedNormal', 'uniform'] as const;

/** What the variance is divided by: the inputs of a unit, its outputs, or the mean of both. */
export type FanMode = (typeof MODES)[number] | 'fan_in' | 'fan_out' | 'fan_avg';

/** The distribution of the values; 'normal' is the truncated one. */
export type FanDistribution =
  | (typeof DISTRIBUTIONS)[number]
  | 'normal'
  | 'truncated_normal'
  | 'untruncated_normal';

/** Options of the initializers that look at the number of inputs and outputs. */
export interface FanOptions extends RandomOptions {
  /** The axes that count as inputs, where the shape does not tell. */
  readonly inputAxes?: readonly number[] | null;
  /** The axes that count as outputs. */
  readonly outputAxes?: readonly number[] | null;
}

/** The keys of {@link FanOptions}. */
export const FAN_OPTIONS: readonly (keyof FanOptions)[] = ['seed', 'inputAxes', 'outputAxes'];

/** Options of {@link VarianceScaling}. */
export interface VarianceScalingOptions extends FanOptions {
  /** Above 0; 1 by default. */
  readonly scale?: number;
  /** 'fanIn' by default. */
  readonly mode?: FanMode;
  /** 'truncatedNormal' by default. */
  readonly distribution?: FanDistribution;
}

/** The standard deviation of a standard normal distribution cut at two: what is cut off is made up for. */
const TRUNCATED_STDDEV = 0.87962566103423978;

/**
 * Random values whose variance fits the shape: `scale / n`, n inputs or outputs of a unit.
 *
 * @example
 * new initializers.VarianceScaling({ scale: 2, mode: 'fanIn', distribution: 'uniform', seed: 1 })([784, 64]);
 */
export class VarianceScaling extends RandomInitializer {
  readonly scale: number;
  readonly mode: (typeof MODES)[number];
  readonly distribution: (typeof DISTRIBUTIONS)[number];
  readonly inputAxes: readonly number[] | null;
  readonly outputAxes: readonly number[] | null;

  constructor(options: VarianceScalingOptions = {}) {
    checkOptions('VarianceScaling', options, ['scale', 'mode', 'distribution', ...FAN_OPTIONS]);
    super(options.seed);
    const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal' } = options;
    this.scale = checkNumber('VarianceScaling', 'scale', scale, 'a number above 0', (n) => n > 0);
    this.mode = checkChoice('VarianceScaling', 'mode', camelCase(mode), MODES);
    const full = distribution === 'normal' ? 'truncatedNormal' : camelCase(distribution);
    this.distribution = checkChoice('VarianceScaling', 'distribution', full, DISTRIBUTIONS);
    this.inputAxes = options.inputAxes ?? null;
    this.outputAxes = options.outputAxes ?? null;
  }

  override call(shape: KnownShape): tf.Tensor {
    const { fanIn, fanOut } = computeFans(shape, this.inputAxes, this.outputAxes);
    const n = { fanIn, fanOut, fanAvg: (fanIn + fanOut) / 2 }[this.mode];
    const variance = this.scale / Math.max(1, n);
    if (this.distribution === 'truncatedNormal')
      return truncatedNormal(shape, 0, Math.sqrt(variance) / TRUNCATED_STDDEV, this.seed);
    if (this.distribution === 'untruncatedNormal') return normal(shape, 0, Math.sqrt(variance), this.seed);
    const limit = Math.sqrt(3 * variance);
    return uniform(shape, -limit, limit, this.seed);
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      scale: this.scale,
      mode: snakeCase(this.mode),
      distribution: snakeCase(this.distribution),
      input_axes: this.inputAxes,
      output_axes: this.outputAxes,
    };
  }
}

/** Makes a {@link VarianceScaling}. */
export const varianceScaling = (options?: VarianceScalingOptions) => new VarianceScaling(options);
