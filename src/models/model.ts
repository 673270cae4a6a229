import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../backends/gradients/gradient-tape.js';
import { markShare, toShare } from '../backends/replica.js';
import type { Tensor } from '../backends/tensor.js';
import type { FitPosition } from '../callbacks/fit-position.js';
import type { History } from '../callbacks/history.js';
import type { Logs, Training } from '../callbacks/training.js';
import { type BatchIterable, type DataStructure, isBatchIterable } from '../data/iterable-source.js';
import type { SummaryData } from '../display/index.js';
import type { CallOptions, ResultOf, Shapes, Tensors } from '../layers/call.js';
import type { Layer, LayerOptions } from '../layers/layer.js';
import { optionsFromConfig } from '../layers/layer-config.js';
import { specByRunning, specFromShapes } from '../layers/output-spec.js';
import type { SymbolicInputs, SymbolicTensor, ToTensors } from '../layers/symbolic-tensor.js';
import type { Metric } from '../metrics/index.js';
import type { Optimizer } from '../optimizers/index.js';
import type { SavedState } from '../saving/saveable.js';
import { show } from '../support/check.js';
import { type CustomObjects, withCustomObjects } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import { nearest, uniqueName } from '../support/names.js';
import { unawaited } from '../support/unawaited.js';
import type { CompileGiven, CompileOptions } from './compile-options.js';
import { evaluate, logsInOrder } from './evaluate.js';
import { FileModel } from './file-model.js';
import { fit } from './fit.js';
import { type FitDatasetOptions, fitOptions } from './fit-dataset-options.js';
import { EVALUATE, type EvaluateOptions, FIT, type FitOptions, type PredictOptions } from './fit-options.js';
import { checkModelOptions, FunctionalGraph } from './functional-graph.js';
import { labelsAndOptions } from './labels-and-options.js';
import { type FunctionalConfig, functionalConfig, functionalFromConfig } from './model-config.js';
import { disposeFunctions } from './model-steps.js';
import { type OnBatchOptions, testOnBatch, trainOnBatch } from './on-batch.js';
import { predict, predictBatches, toTensors } from './predict.js';
import type { StepLogs } from './step-logs.js';
import { type SummaryOptions, showSummary, summaryOf } from './summary.js';
import { metricLogs, Trainer } from './trainer.js';

/** Options of {@link Model}. */
export interface ModelOptions<S extends SymbolicInputs = SymbolicInputs> {
  /** Where a functional model begins: symbolic tensors of `Input`, one or in lists and dictionaries. */
  readonly inputs?: SymbolicInputs;
  /** What it gives: symbolic tensors that follow from the inputs. */
  readonly outputs?: S;
  readonly name?: string | undefined;
  readonly trainable?: boolean | undefined;
  readonly dtype?: LayerOptions['dtype'];
}

type AsDict = OnBatchOptions & { readonly returnDict: true };

/** The data of one step: inputs, labels and sample weights. */
export type TrainData<X = Tensor, Y = Tensor> = readonly [x: X, y: Y, sampleWeight?: tf.Tensor | undefined];

/**
 * Layers with training: `new Model({ inputs, outputs })` is a functional model; a subclass with a method `call` is a
 * model of one's own. See https://keras.io/api/models/model/.
 *
 * @example
 * const x = Input({ shape: [4] });
 * const model = new Model({ inputs: x, outputs: new layers.Dense({ units: 2 })(x) });
 * model.predict(tf.ones([3, 4])).shape; // [3, 2]
 */
export class Model<const S extends SymbolicInputs = SymbolicInputs> extends FileModel implements Training {
  stopTraining = false;
  stopEvaluating = false;
  stopPredicting = false;
  /** The History of the last fit, also of one that was interrupted. */
  history: History | null = null;
  fitPosition: FitPosition | null = null;
  #graph: FunctionalGraph | null = null;
  #trainer: Trainer | null = null;

  constructor(options: ModelOptions<S> = {}) {
    checkModelOptions(options);
    const { inputs, outputs, ...own } = options;
    const isFunctional = inputs !== undefined && new.target === Model;
    super({ ...own, name: own.name ?? (isFunctional ? uniqueName('Functional') : undefined) });
    if ((inputs === undefined) !== (outputs === undefined)) {
      throw new ValueError(
        `Model: expected both inputs and outputs; received only ${inputs ? 'inputs' : 'outputs'}.`,
      );
    }
    if (inputs !== undefined && outputs !== undefined) this.setGraph(new FunctionalGraph(inputs, outputs));
  }

  /** Keras's name of the class: 'Functional' with inputs and outputs. */
  override get className(): string {
    // The name is asked for while the object is made, before it has a graph.
    const isFunctional = #graph in this && this.#graph !== null && this.constructor === Model;
    return isFunctional ? 'Functional' : super.className;
  }

  /** The graph of a functional model, else null. */
  protected get graph(): FunctionalGraph | null {
    return this.#graph;
  }

  protected setGraph(graph: FunctionalGraph | null): void {
    this.#graph = graph;
    this.built = graph !== null;
  }

  /** The layers, in the order in which they run, or in which a subclass has them in its fields. */
  get layers(): readonly Layer[] {
    return this.sublayers();
  }

  override sublayers(): readonly Layer[] {
    const inFields = super.sublayers();
    return this.#graph === null ? inFields : [...new Set([...this.#graph.layers, ...inFields])];
  }

  /** The symbolic inputs of a functional model. */
  get inputs(): readonly SymbolicTensor[] {
    return this.#functional('inputs').inputs;
  }

  /** The symbolic outputs of a functional model. */
  get outputs(): readonly SymbolicTensor[] {
    return this.#functional('outputs').outputs;
  }

  get inputNames(): string[] {
    return this.#functional('inputNames').inputNames;
  }

  /** The names of the outputs: keys for losses, metrics and labels. */
  get outputNames(): string[] {
    return this.#functional('outputNames').outputNames;
  }

  override get input(): SymbolicInputs {
    return this.#functional('input').inputStructure;
  }

  override get output(): S {
    return this.#functional('output').outputStructure as S;
  }

  /** The layer with this name or at this place (`getLayer(null, 1)` too); a ValueError names the nearest names. */
  getLayer(name: string | number | null, index?: number): Layer {
    const { layers } = this;
    const nameOrIndex = name ?? index ?? null;
    const found =
      typeof nameOrIndex === 'number'
        ? layers.at(nameOrIndex)
        : layers.find(({ name }) => name === nameOrIndex);
    if (found !== undefined) return found;
    const names = layers.map(({ name }) => name);
    const near = nearest(String(nameOrIndex), names)[0];
    throw new ValueError(
      `${this.className} ${this.name}: expected one of its layers, ${names.join(', ') || 'of which it has none'}; received ${show(nameOrIndex)}.`,
      near === undefined ? {} : { fix: `getLayer('${near}')` },
    );
  }

  override call(inputs: Tensors, _options?: CallOptions): ToTensors<S> {
    if (this.#graph !== null)
      return this.#graph.run(`${this.className} ${this.name}`, inputs) as ToTensors<S>;
    return super.call(inputs) as ToTensors<S>;
  }

  /**
   * Makes the weights for inputs of this shape: `model.build([null, 784])`. A subclass without a `build` of its own is
   * run once on zeros.
   */
  override build(inputShape: Shapes): void {
    if (this.#graph !== null) return;
    if (typeof inputShape !== 'object' || inputShape === null || 'inputShape' in inputShape) {
      throw new ValueError(
        `${this.className} ${this.name}: build expected the shape of the inputs; received ${show(inputShape)}.`,
        { fix: 'model.build([null, 784])' },
      );
    }
    specByRunning(this, specFromShapes(inputShape, this.dtype), {});
  }

  override ensureBuilt(shapes: Shapes): void {
    const { build } = Object.getPrototypeOf(this) as Model;
    // A subclass without a build of its own is built by the call that comes now.
    if (!this.built && build !== Model.prototype.build) this.build(shapes);
  }

  override computeOutputSpec(inputs: SymbolicInputs, options: CallOptions = {}): SymbolicInputs {
    return this.#graph?.outputSpec(inputs) ?? specByRunning(this, inputs, options);
  }

  /** Shows the layers, their output shapes and weights. */
  summary(options: SummaryOptions = {}): void {
    showSummary(this, options);
  }

  /** The summary as plain data; charts.graph reads it. */
  summaryData(): SummaryData {
    return summaryOf(this);
  }

  /** The layers and how they are connected, in Keras's saved form. */
  override getConfig(): Record<string, unknown> {
    if (this.#graph === null || this.className !== 'Functional') return super.getConfig();
    return { ...functionalConfig(this.name, this.trainable, this.#graph) };
  }

  /** A model from its saved form; `customObjects` has classes and functions of one's own by the names in it. */
  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
    customObjects: CustomObjects | null = null,
  ): L {
    if (!('input_layers' in config)) return new this(optionsFromConfig(config) as never);
    const { name, trainable } = config;
    return new this({
      name,
      trainable,
      ...withCustomObjects(customObjects ?? {}, () =>
        functionalFromConfig(config as unknown as FunctionalConfig),
      ),
    } as never);
  }

  override savedState(): SavedState {
    const own = super.savedState();
    const { optimizer } = this.#trainer ?? {};
    const parts = { ...own.parts, layers: this.layers, ...(optimizer && { optimizer }) };
    return { ...own, parts, first: this.#graph === null ? undefined : 'layers' };
  }

  #functional(what: string): FunctionalGraph {
    if (this.#graph !== null) return this.#graph;
    throw new ValueError(
      `${this.className} ${this.name}: ${what} is known for models with a known input shape only.`,
      { fix: 'give the first layer inputShape, or call model.build([null, 784])' },
    );
  }

  /** Sets optimizer, loss and metrics. See https://keras.io/api/models/model_training_apis/. */
  compile(options: CompileGiven = {}): void {
    const trainer = new Trainer(options, this.#graph?.outputNames ?? null);
    if (this.#trainer !== null) disposeFunctions(this.#trainer);
    this.#trainer = trainer;
    if (this.built) this.#trainer.optimizer.build(this.trainableWeights);
  }

  get compiled(): boolean {
    return this.#trainer !== null;
  }

  /** What `compile` set; a ValueError before. */
  trainer(where: string): Trainer {
    if (this.#trainer !== null) return this.#trainer;
    throw new ValueError(
      `${where}: expected a compiled model; ${this.className} ${this.name} is not compiled.`,
      { fix: "model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] })" },
    );
  }

  get compiledTrainer(): Trainer | null {
    return this.#trainer;
  }

  get optimizer(): Optimizer {
    return this.trainer('optimizer').optimizer;
  }

  /** The loss as it was given to `compile`. */
  get loss(): CompileOptions['loss'] {
    return this.#trainer?.options.loss;
  }

  /** All metrics: the mean loss, those of `compile`, and those in the model's fields. */
  override get metrics(): Metric[] {
    const compiled = this.#trainer?.entries().map(([, metric]) => metric) ?? [];
    return [...new Set([...compiled, ...(super.metrics as Metric[])])];
  }

  /** What it was compiled with is for its own training: around it, the metrics of its layers count, as in Keras. */
  override metricsWithin() {
    return this.sublayers().flatMap((layer) => layer.metricsWithin());
  }

  get metricsNames(): string[] {
    return this.metrics.map(({ name }) => name);
  }

  metricKeys(): string[] {
    return this.metrics.map((metric) => this.#trainer?.keyOf(metric) ?? metric.name);
  }

  metricDirection(name: string): 'up' | 'down' | undefined {
    if (name === 'loss') return 'down';
    const metric = this.metrics.find((one) => this.#trainer?.keyOf(one) === name) as
      | { readonly direction?: 'up' | 'down' | null }
      | undefined;
    return metric?.direction ?? undefined;
  }

  resetMetrics(): void {
    for (const metric of this.metrics) metric.resetState();
  }

  /** The values of all metrics under their log keys, computed when they are looked at. */
  getMetricsResult(): StepLogs {
    return metricLogs(
      this.metrics.map((metric) => [this.#trainer?.keyOf(metric) ?? metric.name, metric] as const),
    );
  }

  /** Trains on data. The promise gives the History; `model.history` has it from the begin. */
  fit(x: DataStructure, y?: DataStructure | null, options?: FitOptions): Promise<History>;
  fit(data: BatchIterable, options?: FitOptions): Promise<History>;
  fit(x: BatchIterable | DataStructure, second?: unknown, third?: FitOptions): Promise<History> {
    const [y, options] = labelsAndOptions<FitOptions>('fit', FIT, [x, second, third]);
    return unawaited(fit(this, x, y, options), {
      where: 'fit',
      fix: 'const history = await model.fit(x, y)',
      names: ['history', 'epoch'],
    });
  }

  /** tfjs's name for `fit` with a data set; takes its `batchesPerEpoch` and `validationBatches` too. */
  fitDataset(data: BatchIterable, options: FitDatasetOptions = {}): Promise<History> {
    return this.fit(data, fitOptions(options));
  }

  /** Loss and metrics on data: `[loss, ...metrics]`, or by name with `returnDict: true`. */
  evaluate(
    x: DataStructure,
    y: DataStructure | null | undefined,
    options: EvaluateOptions & { readonly returnDict: true },
  ): Promise<Logs>;
  evaluate(x: DataStructure, y?: DataStructure | null, options?: EvaluateOptions): Promise<number[]>;
  evaluate(data: BatchIterable, options: EvaluateOptions & { readonly returnDict: true }): Promise<Logs>;
  evaluate(data: BatchIterable, options?: EvaluateOptions): Promise<number[]>;
  evaluate(
    x: BatchIterable | DataStructure,
    second?: unknown,
    third?: EvaluateOptions,
  ): Promise<number[] | Logs> {
    const [y, options] = labelsAndOptions<EvaluateOptions>('evaluate', EVALUATE, [x, second, third]);
    return this.#scores('evaluate', options, evaluate(this, x, y, options));
  }

  /** tfjs's name for `evaluate` with a data set. */
  evaluateDataset(data: BatchIterable, options?: EvaluateOptions): Promise<number[]> {
    return this.evaluate(data, options);
  }

  /** The outputs for all samples: at once for tensors and arrays, a promise for a data set or generator. */
  predict<M extends Model>(this: M, x: DataStructure, options?: PredictOptions): ResultOf<M>;
  predict<M extends Model>(this: M, data: BatchIterable, options?: PredictOptions): Promise<ResultOf<M>>;
  predict(x: BatchIterable | DataStructure, options: PredictOptions = {}): unknown {
    return isBatchIterable(x) ? predictBatches(this, x, options) : predict(this, x as DataStructure, options);
  }

  /** One step of training on one batch: `[loss, ...metrics]` of it, or by name with `returnDict: true`. */
  trainOnBatch(x: DataStructure, y: DataStructure | null | undefined, options: AsDict): Promise<Logs>;
  trainOnBatch(x: DataStructure, y?: DataStructure | null, options?: OnBatchOptions): Promise<number[]>;
  trainOnBatch(
    x: DataStructure,
    y?: DataStructure | null,
    options: OnBatchOptions = {},
  ): Promise<number[] | Logs> {
    return this.#scores('trainOnBatch', options, trainOnBatch(this, x, y, options));
  }

  /** Loss and metrics of one batch. */
  testOnBatch(x: DataStructure, y: DataStructure | null | undefined, options: AsDict): Promise<Logs>;
  testOnBatch(x: DataStructure, y?: DataStructure | null, options?: OnBatchOptions): Promise<number[]>;
  testOnBatch(
    x: DataStructure,
    y?: DataStructure | null,
    options: OnBatchOptions = {},
  ): Promise<number[] | Logs> {
    return this.#scores('testOnBatch', options, testOnBatch(this, x, y, options));
  }

  /** The outputs for one batch. */
  predictOnBatch<M extends Model>(this: M, x: DataStructure): ResultOf<M> {
    return tf.tidy(() => this.predictStep([toTensors(x)]) as tf.Tensor) as ResultOf<M>;
  }

  /** Logs as the caller wants them: a list, or by name. */
  #scores(
    where: string,
    { returnDict }: { readonly returnDict?: boolean | undefined },
    logs: Promise<Logs>,
  ): Promise<number[] | Logs> {
    const scores = logs.then((found) => (returnDict ? found : logsInOrder(found, this.metricsNames)));
    return unawaited(scores, {
      where,
      fix: `const [loss] = await model.${where}(x, y)`,
      names: ['0', '1', 'loss', 'accuracy'],
    });
  }

  // Steps, which a subclass may override.

  /** One step of training; fit calls it once a batch. Gives the logs. */
  trainStep([x, y, sampleWeight]: TrainData<Tensors, Tensors>): StepLogs {
    const { optimizer } = this.trainer('fit');
    const tape = new GradientTape();
    let yPred!: Tensors;
    let loss!: tf.Scalar;
    const scaled = tape.run(() => {
      yPred = this.apply(x, { training: true }) as Tensors;
      loss = this.computeLoss(x, y, yPred, sampleWeight, true) as tf.Scalar;
      return optimizer.scaleLoss(loss);
    });
    const weights = this.trainableWeights;
    if (weights.length > 0) optimizer.apply(tape.gradient(scaled, weights), weights);
    else {
      this.trainer('fit').untrained(this, tape.watchedVariables());
      tape.dispose();
    }
    this.trainer('fit').trackLoss(loss, x);
    return this.computeMetrics(x, y, yPred, sampleWeight);
  }

  /** One step of evaluation. Gives the logs. */
  testStep([x, y, sampleWeight]: TrainData<Tensors, Tensors>): StepLogs {
    const yPred = this.apply(x, { training: false }) as Tensors;
    const loss = this.computeLoss(x, y, yPred, sampleWeight, false);
    this.trainer('evaluate').trackLoss(loss, x);
    return this.computeMetrics(x, y, yPred, sampleWeight);
  }

  /** One step of prediction. Gives the outputs. */
  predictStep([x]: readonly [x: Tensors, ...rest: unknown[]]): Tensors {
    return this.apply(x, { training: false }) as Tensors;
  }

  /** The loss of a batch: the compiled one and what layers add (penalties on weights, `addLoss`). */
  computeLoss(
    x: Tensors | null,
    y: Tensors | undefined,
    yPred: Tensors,
    sampleWeight?: Tensors,
    _training?: boolean,
  ): tf.Tensor {
    if (yPred === undefined) {
      throw new ValueError(`computeLoss: expected predictions as its third argument; received ${show(x)}.`, {
        fix: 'this.computeLoss(x, y, yPred, sampleWeight)',
      });
    }
    const { loss } = this.trainer('fit');
    const added = this.losses.map(toShare);
    const losses = loss === null ? added : [loss.call(labelsOf(y), yPred, sampleWeight), ...added];
    const [first, ...others] = losses;
    if (first === undefined) {
      throw new ValueError(
        `compile: expected a loss; ${this.className} ${this.name} was compiled without one.`,
        { fix: "compile({ optimizer: 'adam', loss: 'meanSquaredError' })" },
      );
    }
    return markShare(others.reduce((sum, one) => tf.add(sum, one), first) as tf.Scalar);
  }

  /** Updates the compiled metrics with a batch, and gives the logs. */
  computeMetrics(
    _x: Tensors | null,
    y: Tensors | undefined,
    yPred: Tensors,
    sampleWeight?: Tensors,
  ): StepLogs {
    if (y !== undefined) this.trainer('fit').metrics?.updateState(y, yPred, sampleWeight);
    return this.getMetricsResult();
  }

  /** For steps of one's own: the loss of a batch, with what layers add. */
  compiledLoss(y: Tensors, yPred: Tensors, sampleWeight?: Tensors): tf.Scalar {
    return this.computeLoss(null, y, yPred, sampleWeight, true) as tf.Scalar;
  }

  /** For steps of one's own: takes loss and predictions of a batch into account, and gives the logs. */
  updateMetrics(y: Tensors, yPred: Tensors, loss?: tf.Tensor, sampleWeight?: Tensors): StepLogs {
    if (loss !== undefined) this.trainer('fit').trackLoss(loss, y);
    return this.computeMetrics(null, y, yPred, sampleWeight);
  }
}

function labelsOf(y: Tensors | undefined): Tensors {
  if (y !== undefined) return y;
  throw new ValueError('compile: the compiled loss needs labels; received none.', {
    fix: 'model.fit(x, y) and model.evaluate(x, y)',
  });
}
