import { get as getLoss, Loss } from '../losses/index.js';
import { get as getMetric, Metric } from '../metrics/index.js';
import { Optimizer } from '../optimizers/index.js';
import { customObject, isBuiltIn } from '../support/custom-objects.js';
import { snakeCase } from '../support/names.js';
import { functionConfig, isKerasConfig, type KerasConfig, toKerasConfig } from '../support/registry.js';
import { isContainer } from '../support/structure.js';
import type { CompileOptions } from './compile-options.js';
import type { Trainer } from './trainer.js';

/** What a model was compiled with, in Keras's saved form. */
export interface CompileConfig {
  readonly optimizer: unknown;
  readonly loss?: unknown;
  readonly loss_weights?: unknown;
  readonly metrics?: unknown;
  readonly weighted_metrics?: unknown;
  readonly run_eagerly?: boolean;
  readonly steps_per_execution?: number;
  readonly jit_compile?: unknown;
}

/** What a model was compiled with, in Keras's saved form. */
export function compileConfig({ options, optimizer }: Trainer): CompileConfig {
  return {
    optimizer: toKerasConfig('keras.optimizers', optimizer),
    loss: saved('keras.losses', options.loss),
    loss_weights: options.lossWeights ?? null,
    metrics: saved('keras.metrics', options.metrics),
    weighted_metrics: saved('keras.metrics', options.weightedMetrics),
    run_eagerly: options.runEagerly ?? false,
    steps_per_execution: typeof options.stepsPerExecution === 'number' ? options.stepsPerExecution : 1,
    jit_compile: false,
  };
}

/** What a class of one's own gives as its compile config, in JSON: the objects in it in Keras's saved form. */
export function savedOptions(value: unknown): unknown {
  if (value instanceof Optimizer) return saved('keras.optimizers', value);
  if (value instanceof Loss) return saved('keras.losses', value);
  if (value instanceof Metric) return saved('keras.metrics', value);
  if (typeof value === 'function') return functionConfig(value);
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(savedOptions);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, savedOptions(item)]));
}

function saved(module: string, value: unknown): unknown {
  if (value == null) return null;
  // A name of a class begins with a capital.
  if (typeof value === 'string') return /^[A-Z]/.test(value) ? value : snakeCase(value);
  if (isKerasConfig(value)) return value;
  if (hasConfig(value)) return toKerasConfig(module, value);
  if (typeof value === 'function') return isBuiltIn(value) ? snakeCase(value.name) : functionConfig(value);
  if (Array.isArray(value)) return value.map((item) => saved(module, item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, saved(module, item)]));
}

function hasConfig(value: unknown): value is { getConfig(): Record<string, unknown> } {
  return typeof (value as { getConfig?: unknown }).getConfig === 'function';
}

/** The options of `compile` for their saved form; names of one's own become the objects that they stand for. */
export function compileOptions(config: CompileConfig): CompileOptions {
  const { loss_weights: lossWeights, steps_per_execution: steps } = config;
  const loss = revived(config.loss, (one) => getLoss(one as KerasConfig));
  const metric = (one: KerasConfig | string) => getMetric(one);
  const metrics = revived(config.metrics, metric);
  const weightedMetrics = revived(config.weighted_metrics, metric);
  return {
    optimizer: config.optimizer,
    ...(loss != null && { loss }),
    ...(lossWeights != null && { lossWeights }),
    ...(metrics != null && { metrics }),
    ...(weightedMetrics != null && { weightedMetrics }),
    ...(config.run_eagerly === true && { runEagerly: true }),
    ...(typeof steps === 'number' && steps > 1 && { stepsPerExecution: steps }),
  } as CompileOptions;
}

function revived(value: unknown, make: (config: KerasConfig) => unknown): unknown {
  if (typeof value === 'string') return customObject(value) ?? value;
  if (isKerasConfig(value)) {
    const { class_name: kind, config } = value as { readonly class_name: string; readonly config?: unknown };
    return kind === 'function' ? revived(config, make) : make(value);
  }
  if (Array.isArray(value)) return value.map((item) => revived(item, make));
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item, make)]));
}
