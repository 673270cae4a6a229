import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toComputed, toTensor } from '../backends/operations/convert.js';
import { getMask } from '../backends/operations/mask.js';
import type { Tensor } from '../backends/tensor.js';
import { get as getLoss } from '../losses/index.js';
import { applyMask } from '../losses/reduction.js';
import { customObject, isBuiltIn } from '../support/custom-objects.js';
import { camelCaseKeys, snakeCase, snakeCaseKeys } from '../support/names.js';
import { type FunctionConfig, functionConfig } from '../support/registry.js';
import { MeanState } from './mean.js';
import type { Metric, MetricOptions } from './metric.js';

/** The value of each sample; the third argument holds the function's own options. */
export type MetricFunction<Own extends object = object> = (
  yTrue: Tensor,
  yPred: Tensor,
  options?: Own,
) => tf.Tensor;

/**
 * The weighted mean of a function of labels and predictions.
 *
 * Source: https://keras.io/api/metrics/reduction_metrics/#meanmetricwrapper-class
 *
 * @example
 * const metric = new metrics.MeanMetricWrapper((yTrue, yPred) => tf.abs(tf.sub(yTrue, yPred)), { name: 'distance' });
 * metric.updateState([1, 2], [1, 4]);
 * metric.result().numpy(); // 1
 */
export class MeanMetricWrapper<Own extends object = object> extends MeanState {
  readonly fn: MetricFunction<Own>;
  /** The options that `fn` is called with. */
  readonly own: Own | undefined;

  constructor(fn: MetricFunction<Own>, options: MetricOptions = {}, own?: Own) {
    const fixedName = new.target === MeanMetricWrapper ? fn.name : new.target.className;
    super(options, Object.keys(own ?? {}), fixedName === '' ? undefined : snakeCase(fixedName));
    this.fn = fn;
    this.own = own;
  }

  override updateState(yTrue: TensorInput, yPred: TensorInput, sampleWeight?: TensorInput | null): void {
    tf.tidy(() => {
      const predicted = toTensor(yPred);
      const values = toComputed(`metric ${this.name}`, this.fn(toTensor(yTrue), predicted, this.own));
      const weights = sampleWeight == null ? null : toTensor(sampleWeight);
      this.accumulate(values, applyMask(weights, getMask(predicted), 'sum'));
    });
  }

  /** Keras's saved form names the function: one's own, or that of a loss. */
  static fromConfig(config: Readonly<Record<string, unknown>>): Metric {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    const Type = this as unknown as new (options: object) => Metric;
    if ((Type as unknown) !== MeanMetricWrapper) return new Type(camelCaseKeys(config));
    const { fn, name, dtype, ...own } = config as {
      fn: FunctionConfig | string;
      name?: string;
      dtype?: string;
    };
    const id = typeof fn === 'string' ? fn : fn.config;
    const found = customObject(id) ?? getLoss(id);
    const options = { ...(name !== undefined && { name }), ...(dtype !== undefined && { dtype }) };
    return new MeanMetricWrapper(found as MetricFunction, options as MetricOptions, camelCaseKeys(own));
  }

  override getConfig(): Record<string, unknown> {
    const { fn } = this;
    const saved = isBuiltIn(fn) ? { ...functionConfig(fn), config: snakeCase(fn.name) } : functionConfig(fn);
    return {
      ...super.getConfig(),
      ...(this.constructor === MeanMetricWrapper && { fn: saved }),
      ...snakeCaseKeys(this.own ?? {}),
    };
  }
}
