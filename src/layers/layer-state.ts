import * as tf from '@tensorflow/tfjs-core';
import { type DtypeId, heldDtype, isInteger } from '../backends/operations/held-dtype.js';
import { withRoom } from '../backends/out-of-memory.js';
import { SeedGenerator } from '../backends/random.js';
import { Variable } from '../backends/variable.js';
import { type ConstraintId, get as getConstraint } from '../constraints/index.js';
import { get as getInitializer, type InitializerId } from '../initializers/index.js';
import { get as getRegularizer, type RegularizerId } from '../regularizers/index.js';
import { type Saveable, type SavedState, savedParts } from '../saving/saveable.js';
import { type OwnVariables, ownHooks } from '../saving/saving-hooks.js';
import { Callable } from '../support/callable.js';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { spendWeights } from '../support/custom-objects.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { uniqueName } from '../support/names.js';
import { sizeOf } from '../support/shape.js';
import { callContext } from './call-context.js';
import { savedDtype } from './layer-config.js';
import { type TrackedMetric, trackedIn } from './tracking.js';

/** The name, type and trainability of a layer. */
export interface LayerStateOptions {
  readonly name?: string | undefined;
  readonly trainable?: boolean | undefined;
  readonly dtype?: DtypeId | undefined;
}

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
  readonly dtype?: DtypeId;
}

/** The names of {@link WeightOptions}, in Keras's order. */
const WEIGHT_OPTIONS: readonly (keyof WeightOptions)[] = [
  'shape',
  'initializer',
  'dtype',
  'trainable',
  'regularizer',
  'constraint',
  'name',
];

/** What a layer holds: weights, losses and other layers. {@link Layer} adds what it computes. */
export abstract class LayerState extends Callable implements Saveable {
  /** Keras's name of the class, under which it is saved. */
  static get className(): string {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    return this.name;
  }

  readonly #name: string;
  readonly #dtypeId: DtypeId;
  readonly #dtype: tf.DataType;
  /** Its own variables: those that train unless they are frozen, and the others. */
  readonly #own = { trained: new Set<Variable>(), fixed: new Set<Variable>() };
  readonly #generators: SeedGenerator[] = [];
  #losses: tf.Tensor[] = [];
  /** Those of them that nobody else disposes of. */
  #kept = new Set<tf.Tensor>();
  #trainable: boolean;
  #built = false;

  constructor({ name, trainable = true, dtype = 'float32' }: LayerStateOptions) {
    super();
    this.#name = name === undefined ? uniqueName(this.className) : checkName(this.className, name);
    this.#trainable = trainable;
    // A fromConfig of one's own hands the saved form on.
    this.#dtypeId = checkDtype(this.className, typeof dtype === 'object' ? savedDtype(dtype) : dtype);
    this.#dtype = heldDtype(this.className, this.#dtypeId);
  }

  /** Keras's name of its class, as `Dense`. */
  get className(): string {
    return (this.constructor as typeof LayerState).className;
  }

  /** Unique in its model, as `dense_1`. */
  get name(): string {
    return this.#name;
  }

  /** The type of its weights and, for most layers, of its results. */
  get dtype(): tf.DataType {
    return this.#dtype;
  }

  /** What was asked for, as files have it: integers of all sizes are held as int32. */
  get dtypeId(): string {
    return this.#dtypeId;
  }

  /** The type in which it computes, as code from Keras asks for it: `ops.cast(x, this.computeDtype)`. Always {@link dtype} here. */
  get computeDtype(): tf.DataType {
    return this.#dtype;
  }

  /** The type of its weights. Always {@link dtype} here. */
  get variableDtype(): tf.DataType {
    return this.#dtype;
  }

  /** False: its weights, and those of the layers in it, stay as they are in training. */
  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(value: boolean) {
    this.#trainable = value;
    for (const variable of this.#track().variables.trained) variable.trainable = value;
    for (const layer of this.sublayers()) layer.trainable = value;
  }

  /** True once its weights exist. */
  get built(): boolean {
    return this.#built;
  }

  set built(value: boolean) {
    this.#built = value;
  }

  /** The layers in it: those in its public fields. */
  sublayers(): readonly LayerState[] {
    return this.#track().layers;
  }

  /** Makes a weight of this layer; call it in `build`. */
  addWeight(options: WeightOptions): Variable {
    checkOptions(`${this.className} ${this.name}: addWeight`, options, WEIGHT_OPTIONS);
    const { name = uniqueName('variable'), trainable = true } = options;
    const where = `${this.className} ${this.name}: weight ${name}`;
    const dtype = heldDtype(where, options.dtype ?? this.dtype);
    const shape = (options.shape ?? []).map((size) => {
      if (typeof size === 'number') return size;
      throw new ShapeError(`${where}: expected a shape without unknown sizes; received ${size}.`, {
        fix: 'give the size of that axis in inputShape, or call the layer on a tensor that has it',
      });
    });
    spendWeights(where, sizeOf(shape));
    const initializer = getInitializer(
      options.initializer ?? (dtype === 'float32' ? 'glorotUniform' : 'zeros'),
    );
    const initial = withRoom(shape, dtype, () => tf.tidy(() => initializer.call(shape, dtype as 'float32')));
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

  /** Makes a source of random numbers of this layer, whose state a backup of a training has. */
  addSeedGenerator(seed?: number | null): SeedGenerator {
    const generator = new SeedGenerator(seed);
    this.#generators.push(generator);
    return generator;
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
    return [...this.#track().metrics, ...this.sublayers().flatMap((layer) => layer.metricsWithin())];
  }

  /** Its metrics that count for the model that it stands in. */
  metricsWithin(): TrackedMetric[] {
    return this.metrics;
  }

  /** What is saved of it: its own weights, and the layers in its public fields. */
  savedState(): SavedState {
    const own = ownHooks(this, LayerState.prototype);
    return { variables: this.#ownVariables(), parts: savedParts(this), generators: this.#generators, own };
  }

  /** Puts what a file shall have of it into `store`, by names: its own weights, numbered; a subclass may do else. */
  saveOwnVariables(store: OwnVariables): void {
    for (const [i, variable] of this.savedState().variables.entries()) store[i] = variable;
  }

  /** Takes it from there again; `store` has tensors. */
  loadOwnVariables(store: Readonly<Record<string, tf.Tensor>>): void {
    const { variables } = this.savedState();
    const names = Object.keys(store);
    if (names.length !== variables.length || !variables.every((_, i) => Object.hasOwn(store, i))) {
      throw new ValueError(
        `${this.className} ${this.name}: expected ${variables.length} variables in the file, named from 0 on; received ${names.length === 0 ? 'none' : names.join(', ')}.`,
        { fix: 'override loadOwnVariables(store), too: it takes what saveOwnVariables(store) has put there' },
      );
    }
    for (const [i, variable] of variables.entries()) variable.assign(store[i] as tf.Tensor);
  }

  /** Writes what it keeps beside its weights into files in `folder`, which a `.keras` file will hold; nothing here. */
  saveAssets(_folder: string): void {}

  /** Reads the files of {@link saveAssets}. */
  loadAssets(_folder: string): void {}

  /** It and all layers in it, each once. */
  flattenLayers(): LayerState[] {
    const found = new Set<LayerState>();
    const visit = (layer: LayerState): void => {
      if (found.has(layer)) return;
      found.add(layer);
      for (const inner of layer.sublayers()) visit(inner);
    };
    visit(this);
    return [...found];
  }

  /** Keeps what `addLoss` added for whoever looks at {@link losses} behind the scope that runs; the next call forgets it. */
  keepLosses(): void {
    for (const layer of this.flattenLayers()) {
      const kept = layer.#losses
        .filter((loss) => !loss.isDisposed)
        .map((loss) => (layer.#kept.delete(loss) ? loss : tf.keep(tf.clone(loss))));
      layer.#forgetKept();
      layer.#kept = new Set(kept);
      layer.#losses = kept;
    }
  }

  /** Forgets what `addLoss` added. */
  protected clearLosses(): void {
    for (const layer of this.flattenLayers()) {
      layer.#forgetKept();
      layer.#losses = [];
    }
  }

  #forgetKept(): void {
    for (const loss of this.#kept) loss.dispose();
    this.#kept.clear();
  }

  #ownVariables(): Variable[] {
    const { trained, fixed } = this.#track().variables;
    return [...trained, ...fixed];
  }

  #collectWeights(found: Set<Variable>, seen: Set<LayerState>): void {
    if (seen.has(this)) return;
    seen.add(this);
    const { variables } = this.#track();
    for (const variable of [...variables.trained, ...variables.fixed]) found.add(variable);
    for (const layer of this.sublayers()) layer.#collectWeights(found, seen);
  }

  #track(): OwnState {
    const { layers, variables, metrics } = trackedIn(this, (value) => value instanceof LayerState);
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
  readonly layers: readonly LayerState[];
  readonly metrics: readonly TrackedMetric[];
  readonly variables: { readonly trained: ReadonlySet<Variable>; readonly fixed: ReadonlySet<Variable> };
}

function checkName(where: string, name: string): string {
  if (typeof name === 'string' && name !== '' && !name.includes('/')) return name;
  throw new ValueError(`${where}: name must be a string without "/"; received ${show(name)}.`);
}

function checkDtype(where: string, dtype: string | undefined): DtypeId {
  if (isInteger(dtype)) return dtype;
  if (dtype !== undefined && /16/.test(dtype)) {
    throw new ValueError(`${where}: dtype ${show(dtype)} cannot be computed: tfjs has no 16-bit floats.`, {
      fix: "dtype: 'float32'",
    });
  }
  return checkChoice(where, 'dtype', dtype, ['float32', 'int32', 'bool', 'string', 'complex64']);
}
