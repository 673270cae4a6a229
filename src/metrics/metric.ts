import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../backends/operations/convert.js';
import { Variable } from '../backends/variable.js';
import { get as getInitializer, type InitializerId } from '../initializers/index.js';
import { checkChoice, checkOptions } from '../support/check.js';
import { ConfigurableCallable } from '../support/configurable.js';
import { inspectConfig } from '../support/inspect-config.js';
import { uniqueName } from '../support/names.js';
import type { KnownShape } from '../support/shape.js';

/** Options that every metric has. */
export interface MetricOptions {
  /** The key in logs and History; the class's name in snake case by default. */
  readonly name?: string;
  /** 'float32', the only type in which metrics are computed. */
  readonly dtype?: 'float32';
}

const METRIC_OPTIONS: readonly (keyof MetricOptions)[] = ['name', 'dtype'];

/** What a metric's state variable is. */
export interface MetricVariableOptions {
  /** A scalar, [], by default. */
  readonly shape?: KnownShape;
  /** 'zeros' by default. */
  readonly initializer?: InitializerId;
  readonly name?: string;
  readonly dtype?: 'float32' | 'int32';
}

export interface Metric {
  /** Updates the state and gives the result, as in Keras. */
  (
    yTrue: TensorInput,
    yPred?: TensorInput | null,
    sampleWeight?: TensorInput | null,
  ): ReturnType<this['result']>;
}

/**
 * What training reports: a state that each batch updates and that is read when it is shown.
 *
 * A subclass makes its state in the constructor with `addVariable`, updates it in `updateState`, and computes the value
 * in `result`; nothing reads a value. The state stays on the device until somebody asks.
 *
 * Source: https://keras.io/api/metrics/base_metric/
 *
 * @example
 * const metric = new metrics.BinaryAccuracy();
 * metric.updateState([[1], [0]], [[0.8], [0.6]]);
 * metric.result().numpy(); // 0.5
 */
export abstract class Metric extends ConfigurableCallable {
  name: string;
  /** Whether training wants more ('up') or less ('down') of it; null: not known. */
  readonly direction: 'up' | 'down' | null = null;
  private readonly state: Variable[] = [];

  /** For subclasses: the names of their own options, and a fixed name in place of a counted one. */
  constructor(options: MetricOptions = {}, ownOptions: readonly string[] = [], fixedName?: string) {
    super();
    const where = new.target.className;
    checkOptions(where, options, [...METRIC_OPTIONS, ...ownOptions]);
    if (options.dtype !== undefined) checkChoice(where, 'dtype', options.dtype, ['float32']);
    this.name = options.name ?? fixedName ?? uniqueName(where);
  }

  /** Node prints the class, its options and the value so far, where it is one that can be read at once. */
  [Symbol.for('nodejs.util.inspect.custom')](
    ...given: [depth: number, options: object, inspect: (value: unknown, options: object) => string]
  ): string {
    const [depth, options, inspect] = given;
    const { className } = this.constructor as typeof Metric;
    if (depth < 0) return `[${className}]`;
    const config = { ...this.getConfig(), result: this.#valueNow() };
    return inspectConfig(className, config, options, inspect);
  }

  #valueNow(): number | undefined {
    try {
      const [value, ...others] = tf.tidy(() => Array.from((this.result() as tf.Tensor).dataSync()));
      return others.length > 0 ? undefined : value;
    } catch {
      // Not built yet, or on a device that is read in the background only.
      return undefined;
    }
  }

  /** The state. */
  get variables(): readonly Variable[] {
    return this.state;
  }

  /** The same as {@link addVariable}, under the name that layers have for it. */
  addWeight(options: MetricVariableOptions = {}): Variable {
    return this.addVariable(options);
  }

  /** Makes a variable of the state. */
  addVariable({
    shape = [],
    initializer = 'zeros',
    name = 'state',
    dtype = 'float32',
  }: MetricVariableOptions = {}): Variable {
    const path = `${this.name}/${name}`;
    const variable = tf.tidy(() => {
      const initial = getInitializer(initializer)!.call(shape, dtype);
      return new Variable(initial, { name, path, trainable: false });
    });
    this.state.push(variable);
    return variable;
  }

  /** Takes a batch into account: labels and predictions, or a mean's values alone. Tensors, or nested arrays. */
  abstract updateState(
    yTrue: TensorInput,
    yPred?: TensorInput | null,
    sampleWeight?: TensorInput | null,
  ): void;

  /** The value of everything since the last reset: a scalar tensor, unless the metric says otherwise. */
  abstract result(): tf.Tensor;

  /** Starts afresh. */
  resetState(): void {
    tf.tidy(() => {
      for (const variable of this.state) variable.assign(tf.zerosLike(variable));
    });
  }

  override invoke(...args: Parameters<this['updateState']>): tf.Tensor {
    this.updateState(...(args as unknown as Parameters<Metric['updateState']>));
    return this.result();
  }

  /** Gives the state's memory back. */
  dispose(): void {
    for (const variable of this.state) variable.dispose();
  }

  /** Keras's saved form; `metrics.get` takes it. */
  override getConfig(): Record<string, unknown> {
    return { name: this.name, dtype: 'float32' };
  }
}
