import { type Activation, registerActivation } from '../activations/index.js';
import { Constraint, constraintFamily } from '../constraints/index.js';
import { Initializer, initializerFamily } from '../initializers/index.js';
import { Layer } from '../layers/layer.js';
import { registerLayer } from '../layers/registry.js';
import { Loss, type LossFunction, registerLoss } from '../losses/index.js';
import { Metric, metricFamily } from '../metrics/index.js';
import { Optimizer, optimizerFamily } from '../optimizers/index.js';
import { Regularizer, regularizerFamily } from '../regularizers/index.js';
import { checkOptions, show } from '../support/check.js';
import { registerCustomObject } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import type { Family } from '../support/family.js';
import type { Configurable } from '../support/registry.js';

/** Options of {@link registerKerasSerializable}. */
export interface RegisterOptions {
  /** The first part of the name in saved files; 'Custom' by default. */
  readonly package?: string;
  /** The second part; the class's name by default. */
  readonly name?: string;
}

const FAMILIES: readonly (readonly [base: object, family: Family<never>])[] = [
  [Constraint.prototype, constraintFamily as unknown as Family<never>],
  [Initializer.prototype, initializerFamily as unknown as Family<never>],
  [Metric.prototype, metricFamily as unknown as Family<never>],
  [Optimizer.prototype, optimizerFamily as unknown as Family<never>],
  [Regularizer.prototype, regularizerFamily as unknown as Family<never>],
];

type Registrable = (new (...args: never[]) => object) | Activation | LossFunction;

/** What gives a class back, known by its name: `@utils.registerKerasSerializable()` in front of a class. */
export type RegisterDecorator = <T extends Registrable>(type: T, context?: ClassDecoratorContext) => T;

/**
 * Makes a layer, loss, metric, optimizer, initializer, regularizer, constraint or activation of one's own known by its
 * name: to `get`, to options that take a name, and to saved files. The same name again replaces it, so that a cell may
 * be run twice. Gives what it got. With a package or options alone, or with nothing, it gives a decorator, as in Keras.
 * See https://keras.io/api/models/model_saving_apis/serialization_utils/.
 *
 * @example
 * class Double extends layers.Layer {
 *   override call(x: Tensor) {
 *     return x.mul(2);
 *   }
 * }
 * utils.registerKerasSerializable(Double);
 */
export function registerKerasSerializable<T extends Registrable>(
  type: T,
  options?: RegisterOptions | ClassDecoratorContext,
): T;
export function registerKerasSerializable(options?: RegisterOptions): RegisterDecorator;
export function registerKerasSerializable(packageName: string, name?: string): RegisterDecorator;
export function registerKerasSerializable(
  first?: Registrable | RegisterOptions | string,
  second?: RegisterOptions | ClassDecoratorContext | string,
): Registrable | RegisterDecorator {
  if (typeof first === 'function') {
    return register(first, isContext(second) ? {} : (second as RegisterOptions | undefined));
  }
  const options =
    typeof first === 'string' ? { package: first, ...(second !== undefined && { name: second }) } : first;
  return <T extends Registrable>(type: T) => register(type, options as RegisterOptions | undefined);
}

/** A decorator of a class gets this beside the class. */
function isContext(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'class';
}

function register<T extends Registrable>(type: T, options: RegisterOptions = {}): T {
  checkOptions('registerKerasSerializable', options, ['package', 'name']);
  if (typeof type !== 'function') {
    throw new ValueError(
      `registerKerasSerializable: expected a class or a function; received ${show(type)}.`,
    );
  }
  const name = options.name ?? type.name;
  registerCustomObject(type, options.package ?? 'Custom', name);
  const { prototype } = type as { readonly prototype?: unknown };
  if (prototype instanceof Layer) registerLayer(type as never, name);
  else if (prototype instanceof Loss) registerLoss(type as never, name);
  else {
    const family = FAMILIES.find(([base]) => typeof prototype === 'object' && isBelow(prototype, base))?.[1];
    if (family !== undefined) family.registry.register(name, type as unknown as Configurable<never>);
    // A function of two arguments is a loss or a metric, which files and `compile` name.
    else if (type.length < 2) registerActivation(type as Activation, name);
  }
  return type;
}

function isBelow(prototype: object | null, base: object): boolean {
  return prototype !== null && Object.prototype.isPrototypeOf.call(base, prototype);
}
