import * as tf from '@tensorflow/tfjs-core';
import { Variable } from '../backends/variable.js';
import { type ConstraintId, get as getConstraint } from '../constraints/index.js';
import { get as getInitializer, type InitializerId } from '../initializers/index.js';
import { get as getRegularizer, type Regularizer, type RegularizerId } from '../regularizers/index.js';
import { Callable } from '../support/callable.js';
import { checkChoice, show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { uniqueName } from '../support/names.js';
import { toKerasConfig } from '../support/registry.js';
import { type Shape, sizeOf } from '../support/shape.js';
import { flatten, type Nested } from '../support/structure.js';
import {
  batchShapesOf,
  type CallOptions,
  type Inputs,
  type Shapes,
  shapesOf,
  type Tensors,
  toTensors,
} from './call.js';
import { callContext, inCall } from './call-context.js';
import { checkInput, type InputSpec } from './input-spec.js';
import { batchShapeFrom, dtypeConfig, optionsFromConfig } from './layer-config.js';
import { attachMasks, type Masks, masksOf } from './mask.js';
import { specByRunning, specFromShapes } from './output-spec.js';
import {
  GraphNode,
  type GraphOperation,
  hasSymbolicTensor,
  type SymbolicInputs,
  type SymbolicTensor,
  type ToSymbolic,
} from './symbolic-tensor.js';
import { type TrackedMetric, trackedIn } from './tracking.js';

/** Options that every layer takes. */
export interface LayerOptions {
  /** Unique in its model; the class's name in snake case with a counter if it is left out. */
  readonly name?: string | undefined;
  /** False: the weights stay as they are in training. True by default. */
  readonly trainable?: boolean | undefined;
  /** The type of weights and results: 'float32', which is the default, 'int32' or 'bool'. */
  readonly dtype?: tf.DataType | undefined;
  /** A penalty on the outputs, added to the loss. */
  readonly activityRegularizer?: RegularizerId | null | undefined;
  /** The shape of one sample, if this is the first layer of a Sequential model. */
  readonly inputShape?: Shape | undefined;
  /** As `inputShape`, with the batch axis in front. */
  readonly batchInputShape?: Shape | undefined;
  /** As `inputShape: [inputDim]`. */
  readonly inputDim?: number | undefined;
}

/** The names of {@link LayerOptions}, for checking a layer's options. */
export const LAYER_OPTIONS: readonly (keyof LayerOptions)[] = [
  'name',
  'trainable',
  'dtype',
  'activityRegularizer',
  'inputShape',
  'batchInputShape',
  'inputDim',
];

/** Options of {@link Layer.addWeight}. */
export interface WeightOptions {
  readonly name?: string;
  /** Every size has to be known; `[]`, a scalar, if it is left out. */
  readonly shape?: readonly (number | null | undefined)[];
  /** 'glorotUniform' by default, 'zeros' for integers. */
  readonly initializer?: InitializerId | undefined;
  readonly regularizer?: RegularizerId | null | undefined;
  readonly constraint?: ConstraintId | null | undefined;
  readonly trainable?: boolean;
  readonly dtype?: tf.DataType;
}

/** A layer is callable: on tensors it computes, on symbolic tensors it adds a node to a functional model. */
export interface Layer {
  (inputs: SymbolicInputs, options?: CallOptions): ToSymbolic<ReturnType<this['call']>>;
  (inputs: Inputs, options?: CallOptions): ReturnType<this['call']>;
}

/**
 * The base of all layers: weights, and a computation on tensors. A layer of one's own overrides `call`, and `build` if
 * it has weights; layers and variables in its public fields, also in lists, are its own.
 * See https://keras.io/api/layers/base_layer/.
 *
 * @example
 * class Scale extends layers.Layer {
 *   factor!: Variable;
 *   override build(inputShape: Shape) {
 *     this.factor = this.addWeight({ name: 'factor', shape: [inputShape.at(-1)], initializer: 'ones' });
 *   }
 *   override call(x: Tensor) {
 *     return x.mul(this.factor);
 *   }
 * }
 */
export class Layer extends Callable implements GraphOperation {
  /** Keras's name of the class, under which it is saved. */
  static get className(): string {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    return this.name;
  }

  readonly #name: string;
  readonly #dtype: tf.DataType;
  readonly #activityRegularizer: Regularizer | null;
  readonly #batchInputShape: Shape | null;
  readonly #inboundNodes: GraphNode[] = [];
  /** Its own variables: those that train unless they are frozen, and the others. */
  readonly #own = { trained: new Set<Variable>(), fixed: new Set<Variable>() };
  #losses: tf.Tensor[] = [];
  #trainable: boolean;
  #built = false;
  #supportsMasking: boolean;
  #inputSpec: InputSpec | readonly InputSpec[] | null = null;
  /** The shapes of the first call on tensors, the batch size unknown. */
  #seen: { readonly inputs: Shapes; readonly outputs: Shapes } | null = null;

  constructor(options: LayerOptions = {}) {
    super();
    this.#name =
      options.name === undefined ? uniqueName(this.className) : checkName(this.className, options.name);
    this.#trainable = options.trainable ?? true;
    this.#dtype = checkDtype(this.className, options.dtype ?? 'float32');
    this.#activityRegularizer = getRegularizer(options.activityRegularizer ?? null);
    this.#batchInputShape = batchShapeFrom(options);
    this.#supportsMasking = this.computeMask !== Layer.prototype.computeMask;
    this.#wrap();
  }

  /** Keras's name of its class, as `Dense`. */
  get className(): string {
    return (this.constructor as typeof Layer).className;
  }

  /** Unique in its model, as `dense_1`. */
  get name(): string {
    return this.#name;
  }

  /** The type of its weights and, for most layers, of its results. */
  get dtype(): tf.DataType {
    return this.#dtype;
  }

  /** False: its weights, and those of the layers in it, stay as they are in training. */
  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(value: boolean) {
    this.#trainable = value;
    const { variables, layers } = this.#track();
    for (const variable of variables.trained) variable.trainable = value;
    for (const layer of layers) layer.trainable = value;
  }

  /** True once its weights exist. */
  get built(): boolean {
    return this.#built;
  }

  set built(value: boolean) {
    this.#built = value;
  }

  /** True if it takes inputs with a mask; layers with a `computeMask` of their own do. */
  get supportsMasking(): boolean {
    return this.#supportsMasking;
  }

  set supportsMasking(value: boolean) {
    this.#supportsMasking = value;
  }

  /** What it expects of its input, or of each of its inputs; checked at each call. */
  get inputSpec(): InputSpec | readonly InputSpec[] | null {
    return this.#inputSpec;
  }

  set inputSpec(spec: InputSpec | readonly InputSpec[] | null) {
    this.#inputSpec = spec;
  }

  get activityRegularizer(): Regularizer | null {
    return this.#activityRegularizer;
  }

  /** The shape that a first layer was given (`inputShape`), batch axis in front, or null. */
  get batchInputShape(): Shape | null {
    return this.#batchInputShape;
  }

  /** Its calls on symbolic tensors, oldest first. */
  get inboundNodes(): GraphNode[] {
    return this.#inboundNodes;
  }

  /** What it was first called on in a functional model. */
  get input(): SymbolicInputs {
    return this.#firstNode('input').args[0] as SymbolicInputs;
  }

  /** What its first call in a functional model gave. */
  get output(): SymbolicInputs {
    return this.#firstNode('output').result;
  }

  /** The shape of `input`. */
  get inputShape(): Shapes {
    return this.#inboundNodes.length === 0 && this.#seen ? this.#seen.inputs : shapesOf(this.input);
  }

  /** The shape of `output`. */
  get outputShape(): Shapes {
    return this.#inboundNodes.length === 0 && this.#seen ? this.#seen.outputs : shapesOf(this.output);
  }

  // What a layer of one's own overrides.

  /** Makes the weights for inputs of this shape (`null`: unknown); called once, before the first `call`. */
  build(_inputShape: Shapes): void {}

  /** Computes. `training` and `mask` come from the caller or from the layer around. */
  call(_inputs: Tensors, _options?: CallOptions): Tensors {
    throw new ValueError(`${this.className} ${this.name}: expected a method call(inputs); received none.`, {
      fix: `class ${this.className} extends layers.Layer { override call(x: Tensor) { return ... } }`,
    });
  }

  /** The shape of the outputs for inputs of this shape. Where it is not overridden, a run on zeros tells. */
  computeOutputShape(inputShape: Shapes): Shapes {
    this.ensureBuilt(inputShape);
    return shapesOf(specByRunning(this, specFromShapes(inputShape, this.dtype), {}));
  }

  /** The mask of the outputs; what supports masking hands its input's mask on. */
  computeMask(_inputs: Tensors, mask: Masks): Masks {
    return mask;
  }

  /** What a call on symbolic tensors gives: new symbolic tensors. */
  computeOutputSpec(inputs: SymbolicInputs, options: CallOptions = {}): SymbolicInputs {
    if (this.computeOutputShape === Layer.prototype.computeOutputShape)
      return specByRunning(this, inputs, options);
    return specFromShapes(this.computeOutputShape(shapesOf(inputs)), this.dtype);
  }

  /** The layers in it: those in its public fields. */
  sublayers(): readonly Layer[] {
    return this.#track().layers;
  }

  /** Its options in Keras's saved form (snake_case); a layer of one's own adds to `super.getConfig()`. */
  getConfig(): Record<string, unknown> {
    const penalty = this.#activityRegularizer;
    return {
      name: this.name,
      trainable: this.trainable,
      dtype: dtypeConfig(this.dtype),
      ...(penalty && { activity_regularizer: toKerasConfig('keras.regularizers', penalty) }),
    };
  }

  /** A layer with the options of a config. */
  static fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    return new this(optionsFromConfig(config) as never);
  }

  // Calling.

  override invoke(inputs: unknown, options?: CallOptions): unknown {
    return this.apply(inputs as Tensors, options);
  }

  /** The same as calling the layer: `layer.apply(x)` is `layer(x)`. */
  apply(inputs: SymbolicInputs, options?: CallOptions): ToSymbolic<ReturnType<this['call']>>;
  apply(inputs: Inputs, options?: CallOptions): ReturnType<this['call']>;
  apply(inputs: Inputs | SymbolicInputs, options: CallOptions = {}): unknown {
    if (hasSymbolicTensor(inputs) || hasSymbolicTensor(options)) {
      return this.#applySymbolic(inputs as SymbolicInputs, options);
    }
    const tensors = toTensors(inputs as Inputs);
    this.checkInputs(tensors);
    const training = options.training ?? callContext()?.training;
    const mask = (options.mask as Masks | undefined) ?? masksOf(tensors);
    return this.#enter(tensors, training, () => {
      const outputs = this.call(tensors, { ...options, training, mask });
      this.#penalizeActivity(outputs);
      if (this.#supportsMasking) attachMasks(outputs, this.computeMask(tensors, mask));
      return outputs;
    });
  }

  runNode(args: readonly unknown[], options: CallOptions): Tensors {
    return this.apply(args[0] as Inputs, options);
  }

  /** Builds it for inputs of these shapes, unless it is built. */
  ensureBuilt(shapes: Shapes): void {
    if (!this.#built) this.build(shapes);
  }

  /** Throws a ShapeError where an input does not fit `inputSpec`. */
  checkInputs(inputs: Tensors | SymbolicInputs): void {
    const expected = this.#inputSpec;
    if (expected === null) return;
    const specs = Array.isArray(expected) ? (expected as readonly InputSpec[]) : [expected as InputSpec];
    const given = flatten(inputs as Nested<tf.Tensor | SymbolicTensor>);
    const where = `${this.className} ${this.name}`;
    if (given.length !== specs.length) {
      throw new ValueError(`${where}: expected ${specs.length} input(s); received ${given.length}.`);
    }
    specs.forEach((spec, i) => {
      checkInput(where, spec, given[i] as SymbolicTensor);
    });
  }

  #applySymbolic(inputs: SymbolicInputs, options: CallOptions): SymbolicInputs {
    this.checkInputs(inputs);
    const outputs = inCall(this, options.training ?? callContext()?.training, false, () => {
      this.ensureBuilt(shapesOf(inputs));
      return this.computeOutputSpec(inputs, options);
    });
    this.#built = true;
    return new GraphNode(this, [inputs], options, outputs).result;
  }

  #firstNode(what: string): GraphNode {
    const node = this.#inboundNodes[0];
    if (node) return node;
    throw new ValueError(
      `${this.className} ${this.name}: its ${what} is known once it was called on a symbolic tensor; it was not.`,
      { fix: 'const y = layer(Input({ shape: [784] }))' },
    );
  }

  /** `build` marks it as built, and both it and `call` know their layer, also where a subclass calls them directly. */
  #wrap(): void {
    const { build, call } = this;
    hide(this, 'build', (shapes: Shapes) => {
      if (callContext()?.owner === this) Reflect.apply(build, this, [shapes]);
      else inCall(this, callContext()?.training, false, () => Reflect.apply(build, this, [shapes]));
      this.#built = true;
    });
    hide(this, 'call', (inputs: Tensors, options?: CallOptions) => {
      const around = callContext();
      const compute = (): Tensors => Reflect.apply(call, this, [inputs, options]);
      if (around?.calling && around.owner === this) return compute();
      return this.#enter(inputs, options?.training ?? around?.training, compute);
    });
  }

  /** Runs `compute` as a call of this layer, built before. */
  #enter(inputs: Tensors, training: boolean | undefined, compute: () => Tensors): Tensors {
    if (!callContext()?.calling) this.#clearLosses();
    return inCall(this, training, true, () => {
      this.ensureBuilt(shapesOf(inputs));
      const outputs = compute();
      this.#built = true;
      this.#seen ??= { inputs: batchShapesOf(inputs), outputs: batchShapesOf(outputs) };
      return outputs;
    });
  }

  // Weights.

  /** Makes a weight of this layer; call it in `build`. */
  addWeight(options: WeightOptions): Variable {
    const { name = 'variable', trainable = true } = options;
    const dtype = options.dtype ?? this.dtype;
    const where = `${this.className} ${this.name}: weight ${name}`;
    const shape = (options.shape ?? []).map((size) => {
      if (typeof size === 'number') return size;
      throw new ShapeError(`${where}: expected a shape without unknown sizes; received ${size}.`, {
        fix: 'give the size of that axis in inputShape, or call the layer on a tensor that has it',
      });
    });
    const initializer = getInitializer(
      options.initializer ?? (dtype === 'float32' ? 'glorotUniform' : 'zeros'),
    );
    const initial = tf.tidy(() => initializer.call(shape, dtype as 'float32'));
    const context = callContext();
    const variable = new Variable(initial, {
      name,
      trainable: trainable && this.#trainable,
      path: `${context?.owner === this ? context.path : this.name}/${name}`,
      regularizer: getRegularizer(options.regularizer ?? null),
      constraint: getConstraint(options.constraint ?? null),
    });
    initial.dispose();
    (trainable ? this.#own.trained : this.#own.fixed).add(variable);
    return variable;
  }

  /** All weights: its own first, those that train before the others, then those of the layers in it. */
  get weights(): Variable[] {
    const found = new Set<Variable>();
    this.#collectWeights(found, new Set());
    return [...found];
  }

  /** The weights that training changes. */
  get trainableWeights(): Variable[] {
    return this.#trainable ? this.weights.filter(({ trainable }) => trainable) : [];
  }

  /** The weights that training leaves alone: frozen ones, and those that a layer updates itself. */
  get nonTrainableWeights(): Variable[] {
    return this.#trainable ? this.weights.filter(({ trainable }) => !trainable) : this.weights;
  }

  /** The same as `weights`. */
  get variables(): Variable[] {
    return this.weights;
  }

  /** The same as `trainableWeights`. */
  get trainableVariables(): Variable[] {
    return this.trainableWeights;
  }

  /** The same as `nonTrainableWeights`. */
  get nonTrainableVariables(): Variable[] {
    return this.nonTrainableWeights;
  }

  /** The values of `weights`, as tensors that later training does not change. */
  getWeights(): tf.Tensor[] {
    return this.weights.map((weight) => weight.value());
  }

  /** Sets the values of `weights`, in their order; arrays do as well as tensors. */
  setWeights(values: readonly (tf.Tensor | tf.TensorLike)[]): void {
    const { weights } = this;
    if (values.length !== weights.length) {
      throw new ValueError(
        `${this.className} ${this.name}: setWeights expected ${weights.length} weights; received ${values.length}.` +
          (this.built ? '' : ' The layer is not built yet.'),
      );
    }
    weights.forEach((weight, i) => {
      weight.assign(values[i] as tf.Tensor);
    });
  }

  /** The number of its weights (scalars). */
  countParams(): number {
    if (!this.built) {
      throw new ValueError(
        `${this.className} ${this.name}: countParams needs weights; the layer is not built.`,
        {
          fix: 'call build([null, 784]) with the input shape, or call the layer once',
        },
      );
    }
    return this.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  }

  /** Gives the memory of all its weights back; it cannot be used any more. */
  dispose(): void {
    for (const weight of this.weights) weight.dispose();
  }

  // Losses and metrics.

  /** Adds a scalar to the loss of the model; call it in `call`. */
  addLoss(loss: tf.Tensor | readonly tf.Tensor[]): void {
    this.#losses.push(...(loss instanceof tf.Tensor ? [loss] : loss));
  }

  /** Scalars that training adds to the loss: from `addLoss`, penalties on outputs and on weights. */
  get losses(): tf.Tensor[] {
    const own = this.flattenLayers().flatMap((layer) => layer.#losses.filter((loss) => !loss.isDisposed));
    const penalties = this.trainableWeights.flatMap((weight) => weight.regularizer?.(weight) ?? []);
    return [...own, ...penalties];
  }

  /** The metrics in its public fields and in those of its layers. */
  get metrics(): TrackedMetric[] {
    return [...this.#track().metrics, ...this.sublayers().flatMap((layer) => layer.metrics)];
  }

  /** It and all layers in it, each once. */
  flattenLayers(): Layer[] {
    const found = new Set<Layer>();
    const visit = (layer: Layer): void => {
      if (found.has(layer)) return;
      found.add(layer);
      for (const inner of layer.sublayers()) visit(inner);
    };
    visit(this);
    return [...found];
  }

  #clearLosses(): void {
    for (const layer of this.flattenLayers()) layer.#losses = [];
  }

  #penalizeActivity(outputs: Tensors): void {
    const penalty = this.#activityRegularizer;
    if (penalty === null) return;
    for (const output of flatten(outputs)) {
      const loss = penalty(output);
      this.addLoss(output.rank > 0 ? tf.div(loss, output.shape[0] as number) : loss);
    }
  }

  #collectWeights(found: Set<Variable>, seen: Set<Layer>): void {
    if (seen.has(this)) return;
    seen.add(this);
    const { variables } = this.#track();
    for (const variable of [...variables.trained, ...variables.fixed]) found.add(variable);
    for (const layer of this.sublayers()) layer.#collectWeights(found, seen);
  }

  #track(): OwnState {
    const { layers, variables, metrics } = trackedIn(this, (value) => value instanceof Layer);
    const { trained, fixed } = this.#own;
    for (const variable of variables) {
      if (!trained.has(variable) && !fixed.has(variable))
        (variable.trainable ? trained : fixed).add(variable);
    }
    return { layers, metrics, variables: this.#own };
  }
}

/** What is in a layer's fields, and the weights that it made with `addWeight`. */
interface OwnState {
  readonly layers: readonly Layer[];
  readonly metrics: readonly TrackedMetric[];
  readonly variables: { readonly trained: ReadonlySet<Variable>; readonly fixed: ReadonlySet<Variable> };
}

function checkName(where: string, name: string): string {
  if (typeof name === 'string' && name !== '' && !name.includes('/')) return name;
  throw new ValueError(`${where}: name must be a string without "/"; received ${show(name)}.`);
}

function checkDtype(where: string, dtype: tf.DataType): tf.DataType {
  if (/16/.test(dtype)) {
    throw new ValueError(`${where}: dtype ${show(dtype)} cannot be computed: tfjs has no 16-bit floats.`, {
      fix: "dtype: 'float32'",
    });
  }
  return checkChoice(where, 'dtype', dtype, ['float32', 'int32', 'bool', 'string', 'complex64']);
}

/** A method of the instance that a listing of its fields does not show. */
function hide(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
