import * as tf from '@tensorflow/tfjs-core';
import type { DtypeId } from '../backends/operations/held-dtype.js';
import { get as getRegularizer, type Regularizer, type RegularizerId } from '../regularizers/index.js';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { toKerasConfig } from '../support/registry.js';
import type { Shape } from '../support/shape.js';
import { flatten, isContainer, type Nested } from '../support/structure.js';
import {
  batchShapesOf,
  type CallOptions,
  type Inputs,
  type ResultOf,
  type Shapes,
  shapesOf,
  type Tensors,
  toTensors,
} from './call.js';
import { callContext, inCall } from './call-context.js';
import { checkInput, type InputSpec } from './input-spec.js';
import { batchShapeFrom, dtypeConfig, optionsFromConfig } from './layer-config.js';
import { LayerState } from './layer-state.js';
import { attachMasks, keepLastingMasks, lastingMasks, type Masks, masksOf } from './mask.js';
import { masksAmong, noteMasks, specByRunning, specFromShapes } from './output-spec.js';
import {
  GraphNode,
  type GraphOperation,
  hasSymbolicTensor,
  rememberConstants,
  type SymbolicInputs,
  type SymbolicTensor,
  type ToSymbolic,
} from './symbolic-tensor.js';

/** Options that every layer takes. */
export interface LayerOptions {
  /** Unique in its model; the class's name in snake case with a counter if it is left out. */
  readonly name?: string | undefined;
  /** False: the weights stay as they are in training. True by default. */
  readonly trainable?: boolean | undefined;
  /** The type of weights and results: 'float32', which is the default, 'bool' or an integer, which is held as int32. */
  readonly dtype?: DtypeId | undefined;
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

/**
 * A layer is callable: on tensors it computes, on symbolic tensors it adds a node to a functional model.
 *
 * `R` is a parameter, and `apply` takes its `this` as one, so that a layer of any result is a `Layer`, although calling a
 * `Layer` gives one tensor (see ResultOf).
 */
export interface Layer {
  <R extends ToSymbolic<ResultOf<this>> = ToSymbolic<ResultOf<this>>>(
    inputs: SymbolicInputs,
    options?: CallOptions,
  ): R;
  <R extends ResultOf<this> = ResultOf<this>>(inputs: Inputs, options?: CallOptions): R;
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
export class Layer extends LayerState implements GraphOperation {
  /** True if it takes inputs with a mask; layers with a `computeMask` of their own do. */
  supportsMasking: boolean;
  readonly #activityRegularizer: Regularizer | null;
  readonly #batchInputShape: Shape | null;
  readonly #inboundNodes: GraphNode[] = [];
  #inputSpec: InputSpec | readonly InputSpec[] | null = null;
  /** What `build` was called with. */
  #builtFor: Shapes | null = null;
  /** The shapes of the first call on tensors, the batch size unknown. */
  #seen: { readonly inputs: Shapes; readonly outputs: Shapes } | null = null;

  constructor(options: LayerOptions = {}) {
    super(options);
    this.#activityRegularizer = getRegularizer(options.activityRegularizer ?? null);
    this.#batchInputShape = batchShapeFrom(options, this.className);
    this.supportsMasking = this.computeMask !== Layer.prototype.computeMask;
    this.#wrap();
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

  /** The dtype of the input that a Sequential model makes for it as its first layer. */
  get inputDtype(): tf.DataType {
    return 'float32';
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

  /** The shape of the inputs that it was built for, the batch size unknown; null where there are none yet. */
  get builtShape(): Shapes | null {
    const node = this.#inboundNodes.find(({ inputs }) => inputs.length > 0);
    if (node !== undefined) return shapesOf(node.args[0] as SymbolicInputs);
    return this.#seen?.inputs ?? this.#builtFor;
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
  computeMask(_inputs: Tensors, mask: Masks = null): Masks {
    return mask;
  }

  /** What a call on symbolic tensors gives: new symbolic tensors. */
  computeOutputSpec(inputs: SymbolicInputs, options: CallOptions = {}): SymbolicInputs {
    if (this.computeOutputShape === Layer.prototype.computeOutputShape)
      return specByRunning(this, inputs, options);
    return specFromShapes(this.computeOutputShape(shapesOf(inputs)), this.dtype);
  }

  override sublayers(): readonly Layer[] {
    return super.sublayers() as readonly Layer[];
  }

  /** It and all layers in it, each once. */
  override flattenLayers(): Layer[] {
    return super.flattenLayers() as Layer[];
  }

  /** Its options in Keras's saved form (snake_case); a layer of one's own adds to `super.getConfig()`. */
  getConfig(): Record<string, unknown> {
    const penalty = this.#activityRegularizer;
    return {
      name: this.name,
      trainable: this.trainable,
      dtype: dtypeConfig(this.dtypeId),
      ...(penalty && { activity_regularizer: toKerasConfig('keras.regularizers', penalty) }),
    };
  }

  /** What a file has for {@link buildFromConfig}: the shape of the inputs; a subclass may say more. null: nothing. */
  getBuildConfig(): Record<string, unknown> | null {
    return this.builtShape === null ? null : { input_shape: this.builtShape };
  }

  /** Makes the weights for what {@link getBuildConfig} gave. A file calls it where a subclass has one of its own. */
  buildFromConfig(config: Readonly<Record<string, unknown>>): void {
    const { input_shape: shape, shapes_dict: shapes } = config as Readonly<
      Record<string, Shapes | undefined>
    >;
    const found = shape ?? (shapes && Object.values(shapes)[0]);
    if (found !== undefined) this.build(found);
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

  /** Node prints what it is in one line; its fields are for those who ask for them. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const count = this.built ? this.countParams() : null;
    return `${this.className} ${this.name}, ${count === null ? 'not built' : `${count} ${count === 1 ? 'parameter' : 'parameters'}`}`;
  }

  // Calling.

  /** The arguments of a call in the form in which Keras's layer of this class takes them. */
  savedArguments(args: readonly unknown[]): readonly unknown[] {
    return args;
  }

  override invoke(inputs: unknown, options?: CallOptions): unknown {
    return this.apply(inputs as Tensors, options);
  }

  /** The same as calling the layer: `layer.apply(x)` is `layer(x)`. */
  apply<L extends Layer>(this: L, inputs: SymbolicInputs, options?: CallOptions): ToSymbolic<ResultOf<L>>;
  apply<L extends Layer>(this: L, inputs: Inputs, options?: CallOptions): ResultOf<L>;
  apply(inputs: Inputs | SymbolicInputs, options: CallOptions = {}): unknown {
    checkCallOptions(`${this.className} ${this.name}`, options);
    if (hasSymbolicTensor(inputs) || hasSymbolicTensor(options)) {
      return this.#applySymbolic(inputs as SymbolicInputs, options);
    }
    const tensors = toTensors(inputs as Inputs, `${this.className} ${this.name}`, this.takesText);
    this.checkInputs(tensors);
    const training = options.training ?? callContext()?.training;
    const mask = (options.mask as Masks | undefined) ?? masksOf(tensors);
    return this.#enter(tensors, training, () => {
      const outputs = this.call(tensors, { ...options, training, mask });
      this.#penalizeActivity(outputs);
      if (this.supportsMasking) attachMasks(outputs, this.computeMask(tensors, mask));
      return outputs;
    });
  }

  /**
   * Keras keeps the mask that an input has when the model is made, if it is all that a layer is called with: there a mask
   * that a MultiHeadAttention took away on the way counts nevertheless.
   */
  runNode(args: readonly unknown[], options: CallOptions): Tensors {
    const inputs = args[0] as Tensors;
    const lasting = lastingMasks(inputs);
    if (lasting === null) return this.apply(inputs, options);
    const alone = inputs instanceof tf.Tensor && Object.keys(options).length === 0;
    const outputs: Tensors = this.apply(inputs, alone && this.takesMask ? { mask: lasting } : options);
    if (this.supportsMasking) keepLastingMasks(outputs, this.computeMask(inputs, lasting));
    return outputs;
  }

  /** True if `call` does something with the mask of its input. */
  protected get takesMask(): boolean {
    return false;
  }

  /** True if it takes texts, which can then be given in arrays too. */
  protected get takesText(): boolean {
    return false;
  }

  /** Builds it for inputs of these shapes, unless it is built. */
  ensureBuilt(shapes: Shapes): void {
    if (!this.built) this.build(shapes);
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
    rememberConstants([inputs, options]);
    const outputs = inCall(this, options.training ?? callContext()?.training, false, () => {
      this.ensureBuilt(shapesOf(inputs));
      return this.computeOutputSpec(inputs, options);
    });
    if (this.supportsMasking && (masksAmong(inputs) || this.computeMask !== Layer.prototype.computeMask)) {
      noteMasks(this, inputs, outputs);
    }
    this.built = true;
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
      this.#builtFor = shapes;
      this.built = true;
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
    if (!callContext()?.calling) this.clearLosses();
    return inCall(this, training, true, () => {
      this.ensureBuilt(shapesOf(inputs));
      const outputs = compute();
      checkOutputs(`${this.className} ${this.name}`, outputs);
      this.built = true;
      this.#seen ??= { inputs: batchShapesOf(inputs), outputs: batchShapesOf(outputs) };
      return outputs;
    });
  }

  #penalizeActivity(outputs: Tensors): void {
    const penalty = this.#activityRegularizer;
    if (penalty === null) return;
    for (const output of flatten(outputs)) {
      const loss = penalty(output);
      this.addLoss(output.rank > 0 ? tf.div(loss, output.shape[0] as number) : loss);
    }
  }
}

/** A second tensor, list or boolean would be lost without a word. */
function checkCallOptions(where: string, options: unknown): void {
  if (isContainer(options) && !Array.isArray(options)) return;
  throw new ValueError(
    `${where}: expected the options of the call in one object; received ${show(options)}.`,
    {
      fix:
        typeof options === 'boolean'
          ? `layer(x, { training: ${options} })`
          : 'layer([x, y]) for several inputs, layer(x, { mask }) for options',
    },
  );
}

/** A forgotten `return` or an async `call` is told at once, and not where the result is used. */
function checkOutputs(where: string, outputs: unknown): void {
  if (outputs instanceof tf.Tensor) return;
  const leaves = isContainer(outputs) ? flatten(outputs as Nested<unknown>) : [outputs];
  const at = leaves.findIndex((leaf) => typeof leaf !== 'object' || leaf === null || !('shape' in leaf));
  if (at < 0) return;
  const wrong = leaves[at];
  throw new ValueError(`${where}: call must give tensors; received ${show(wrong)}.`, {
    fix: wrong instanceof Promise ? 'a call that is not async' : 'call(x: Tensor) { return ... }',
  });
}

/** A method of the instance that a listing of its fields does not show. */
function hide(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
