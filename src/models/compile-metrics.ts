import * as tf from '@tensorflow/tfjs-core';
import {
  Accuracy,
  get as getMetric,
  MeanMetricWrapper,
  type Metric,
  type MetricId,
  metricFamily,
  resolveAccuracy,
} from '../metrics/index.js';
import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { canonicalId, snakeCase } from '../support/names.js';
import { isKerasConfig } from '../support/registry.js';
import { showShape } from '../support/shape.js';
import { isContainer, type Nested } from '../support/structure.js';
import { labelKind } from './label-kind.js';
import { forEachOutput, nameOutputs, type Outputs } from './outputs.js';

/** A metric as `compile` takes it: an instance without its call, so that a function is typed by its own parameters. */
export type MetricGiven = Exclude<MetricId, Metric> | Pick<Metric, keyof Metric>;

/** null: none for that output. */
type MetricLike = MetricGiven | null;

/** What `compile` takes as metrics: a list, a list for each output, or a dictionary by output name. */
export type CompileMetricsLike =
  | readonly (MetricLike | readonly MetricLike[])[]
  | { readonly [output: string]: MetricLike | readonly MetricLike[] };

interface OutputMetric {
  readonly output: number;
  /** The key in logs. */
  readonly key: string;
  readonly metric: Metric;
  readonly weighted: boolean;
}

/** The metrics of a compiled model. Keras's CompileMetrics. */
export class CompileMetrics {
  #built: readonly OutputMetric[] | null = null;
  #maker: (() => void) | null = null;

  constructor(
    private readonly metricsGiven: CompileMetricsLike | null | undefined,
    private readonly weightedGiven: CompileMetricsLike | null | undefined,
    private readonly outputNames: readonly string[] | null,
  ) {
    check('metrics', metricsGiven);
    check('weightedMetrics', weightedGiven);
  }

  /** Sets what makes the metrics, by {@link make}, if somebody asks for them before they are updated. */
  set maker(maker: (() => void) | null) {
    this.#maker = maker;
  }

  /** All metrics with their log keys; empty before the first batch. */
  get entries(): readonly { readonly key: string; readonly metric: Metric }[] {
    const maker = this.#maker;
    this.#maker = null;
    if (this.#built === null) maker?.();
    return this.#built ?? [];
  }

  /** Makes the metrics for labels and predictions of these shapes, unless they are made. */
  make(yTrue: Nested<tf.Tensor>, yPred: Nested<tf.Tensor>) {
    const outputs = nameOutputs(yPred, this.outputNames);
    const labels = forEachOutput<tf.Tensor>('y', yTrue, outputs, { isValue: isTensor, shared: false });
    this.#built ??= this.#build(labels, outputs);
    return { outputs, labels };
  }

  /**
   * Makes the metrics of a model with one output where no labels are known, for a step that finds its labels itself; not if
   * one of them is chosen by the labels.
   */
  makeWithoutLabels(): void {
    if (this.#built !== null || (this.outputNames?.length ?? 1) > 1) return;
    const lists = [this.metricsGiven ?? [], this.weightedGiven ?? []];
    if (
      !lists.every((list) => Array.isArray(list) && !list.some((one) => isContainer(one) || isDeferred(one)))
    )
      return;
    const output = tf.scalar(0);
    this.#built = this.#build([output], nameOutputs(output, this.outputNames));
    output.dispose();
  }

  updateState(yTrue: Nested<tf.Tensor>, yPred: Nested<tf.Tensor>, sampleWeight?: Nested<tf.Tensor>): void {
    const { outputs, labels } = this.make(yTrue, yPred);
    const weights = forEachOutput<tf.Tensor>('sampleWeight', sampleWeight, outputs, {
      isValue: isTensor,
      shared: true,
    });
    for (const entry of this.#built ?? []) {
      const label = labels[entry.output];
      const prediction = outputs.tensors[entry.output];
      if (label === undefined || prediction === undefined) continue;
      update(entry, label, prediction, entry.weighted ? weights[entry.output] : undefined);
    }
  }

  resetState(): void {
    for (const { metric } of this.#built ?? []) metric.resetState();
  }

  #build(labels: readonly (tf.Tensor | undefined)[], outputs: Outputs): OutputMetric[] {
    const used = new Map<string, number>();
    const built: OutputMetric[] = [];
    const add = (given: CompileMetricsLike | null | undefined, weighted: boolean): void => {
      perOutput(given ?? undefined, outputs, weighted ? 'weightedMetrics' : 'metrics').forEach(
        (list, output) => {
          for (const one of list) {
            const label = labels[output];
            if (label === undefined) continue;
            const metric = resolve(one, label, outputs.tensors[output] as tf.Tensor);
            const prefix =
              outputs.tensors.length > 1 && outputs.names[output] !== null ? `${outputs.names[output]}_` : '';
            useWeights(metric, weighted);
            built.push({ output, metric, weighted, key: freeKey(used, prefix, metric.name, weighted) });
          }
        },
      );
    };
    add(this.metricsGiven, false);
    add(this.weightedGiven, true);
    return built;
  }
}

/** The methods that {@link useWeights} stands in front of. */
const updates = new WeakMap<Metric, Metric['updateState']>();

/**
 * A step of one's own updates all metrics of the model alike, with the samples' weights: as in Keras's CompileMetrics,
 * only those of `weightedMetrics` count them.
 */
function useWeights(metric: Metric, weighted: boolean): void {
  const update = updates.get(metric) ?? metric.updateState;
  if (weighted && !updates.has(metric)) return;
  updates.set(metric, update);
  const value = (...[yTrue, yPred, weights]: Parameters<Metric['updateState']>): void =>
    Reflect.apply(update, metric, [yTrue, yPred, weighted ? weights : undefined]);
  Object.defineProperty(metric, 'updateState', { value, configurable: true, writable: true });
}

const isTensor = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'dataId' in value;

/** A key that no other metric has, as Keras makes it: `accuracy`, `weighted_accuracy`, `accuracy_1`. */
function freeKey(used: Map<string, number>, prefix: string, name: string, weighted: boolean): string {
  const candidates = weighted ? [`${prefix}${name}`, `${prefix}weighted_${name}`] : [`${prefix}${name}`];
  for (const key of candidates) {
    if (used.has(key)) continue;
    used.set(key, 1);
    return key;
  }
  const last = candidates.at(-1) as string;
  const count = used.get(last) as number;
  used.set(last, count + 1);
  return `${last}_${count}`;
}

function perOutput(given: CompileMetricsLike | undefined, outputs: Outputs, what: string): MetricId[][] {
  if (given === undefined) return outputs.tensors.map(() => []);
  const [name] = outputs.names;
  // Only a name that is known can be wrong.
  if (outputs.tensors.length === 1 && (Array.isArray(given) || name === null || name === undefined)) {
    return [Object.values(given).flatMap(asList)];
  }
  const lists = forEachOutput<MetricLike | readonly MetricLike[]>(`compile: ${what}`, given, outputs, {
    isValue: () => false,
    shared: false,
  });
  return lists.map(asList);
}

function asList(value: MetricLike | readonly MetricLike[] | undefined): MetricId[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.flatMap(asList) : [value as MetricId];
}

/** Unknown names are errors at once, and not in the first batch. */
function check(what: string, given: unknown): void {
  if (given == null) return;
  if (!isContainer(given) || isKerasConfig(given)) {
    throw new ValueError(
      `compile: ${what} must be a list or a dictionary by output name; received ${show(given)}.`,
      {
        fix: `${what}: ['accuracy']`,
      },
    );
  }
  const visit = (value: unknown): void => {
    if (isContainer(value) && !isKerasConfig(value)) for (const item of Object.values(value)) visit(item);
    else if (typeof value === 'string' && !isDeferred(value)) metricFamily.registry.get(value);
  };
  visit(given);
}

/** 'accuracy' is chosen by the labels. */
function isDeferred(metric: unknown): metric is string {
  return (
    typeof metric === 'string' && ['accuracy', 'acc', 'crossentropy', 'ce'].includes(canonicalId(metric))
  );
}

const CROSSENTROPY = {
  binary: 'binaryCrossentropy',
  sparse: 'sparseCategoricalCrossentropy',
  categorical: 'categoricalCrossentropy',
};

function resolve(given: MetricId, yTrue: tf.Tensor, yPred: tf.Tensor): Metric {
  if (typeof given !== 'string') return getMetric(given);
  const key = snakeCase(given);
  if (['accuracy', 'acc'].includes(key)) return resolveAccuracy(yTrue.shape, yPred.shape, key);
  const metric = getMetric(isDeferred(given) ? CROSSENTROPY[labelKind(yTrue, yPred)] : given);
  // Keras's key is the name as it was given; camelCase stands for its snake case.
  metric.name = /^[A-Z]/.test(given) ? given : key;
  return metric;
}

/** Accuracy compares exactly: with scores of several classes it would be 0 in every epoch, without a word. */
function checkExact(prediction: tf.Tensor): void {
  const classes = prediction.shape.at(-1) ?? 1;
  if (prediction.rank < 2 || classes === 1) return;
  throw new ValueError(
    `Accuracy: expected predictions that are classes; received scores of ${classes} classes, ${showShape(prediction.shape)}.`,
  );
}

/** Updates a metric; where the labels do not fit it, the error names the metric that does. */
function update(
  entry: OutputMetric,
  label: tf.Tensor,
  prediction: tf.Tensor,
  weight: tf.Tensor | undefined,
): void {
  try {
    if (entry.metric instanceof Accuracy) checkExact(prediction);
    entry.metric.updateState(label, prediction, weight);
  } catch (error) {
    // A mistake in a function of the user's is told as it is, where it is.
    if (!(error instanceof Error) || isJavaScripts(error) || entry.metric.constructor === MeanMetricWrapper)
      throw error;
    const own = error instanceof ValueError ? error.fix : undefined;
    // What the metric itself says is the better advice.
    if (own?.includes('ccuracy')) throw error;
    const fitting = {
      binary: 'BinaryAccuracy',
      sparse: 'SparseCategoricalAccuracy',
      categorical: 'CategoricalAccuracy',
    };
    const kind = labelKind(label, prediction);
    throw new ShapeError(
      `compile: metric ${entry.key} expected labels and predictions that fit it; received labels ` +
        `${showShape(label.shape)} and predictions ${showShape(prediction.shape)}. ${error.message.split('\nFix: ')[0]}`,
      {
        fix: `${own === undefined ? '' : `${own}, or `}metrics: ['accuracy'], which is ${fitting[kind]} for these labels`,
        cause: error,
      },
    );
  }
}

function isJavaScripts(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}
