import { ValueError } from './errors.js';
import { canonicalId } from './names.js';

/** Classes and functions of the user's, by the name that a file calls them. */
export type CustomObjects = Readonly<Record<string, unknown>>;

const scopes: ReadonlyMap<string, unknown>[] = [];
let safe = true;
let weightsLeft = Number.POSITIVE_INFINITY;
const registered = new Map<string, unknown>();
const savedNames = new WeakMap<object, string>();
const builtIns = new WeakSet<object>();

/** What a file may do while it is loaded. */
export interface LoadLimits {
  /** False: code in it may run. */
  readonly safeMode?: boolean;
  /** How many numbers its weights may have, so that a file cannot ask for more memory than it fills. */
  readonly weights?: number;
}

/** Runs `load` with these objects known under their names, before all others, and within limits: by default those around. */
export function withCustomObjects<T>(objects: CustomObjects, load: () => T, limits: LoadLimits = {}): T {
  const before = { safe, weightsLeft };
  scopes.push(new Map(Object.entries(objects).map(([name, value]) => [idOf(name), value])));
  safe = limits.safeMode ?? safe;
  weightsLeft = limits.weights ?? weightsLeft;
  try {
    return load();
  } finally {
    scopes.pop();
    safe = before.safe;
    // Weights made within the limits around count there.
    if (limits.weights !== undefined) weightsLeft = before.weightsLeft;
  }
}

/**
 * Runs `body` with these classes and functions known under their names, to `get`, to options that take a name and to files
 * that are loaded; of an asynchronous `body`, until its promise is settled. Gives what `body` gives.
 *
 * @see https://keras.io/api/models/model_saving_apis/serialization_utils/
 * @example
 * class Double extends layers.Layer {
 *   override call(x: Tensor) {
 *     return x.mul(2);
 *   }
 * }
 * const saved = utils.serializeKerasObject(new Double());
 * utils.customObjectScope({ Double }, () => layers.deserialize(saved as never));
 */
export function customObjectScope<T>(objects: CustomObjects, body: () => T): T {
  const scope = new Map(Object.entries(objects).map(([name, value]) => [idOf(name), value]));
  const leave = () => void scopes.splice(scopes.indexOf(scope), 1);
  scopes.push(scope);
  let isLater = false;
  try {
    const given = body();
    if (!(given instanceof Promise)) return given;
    isLater = true;
    return given.finally(leave) as T;
  } finally {
    if (!isLater) leave();
  }
}

/** Takes weights into account that are about to be made; a ValueError where a file allows no more. */
export function spendWeights(where: string, count: number): void {
  weightsLeft -= count;
  if (weightsLeft >= 0) return;
  throw new ValueError(
    `${where}: expected as many weights as the file has; its configuration asks for more.`,
  );
}

/** False where the user has allowed code that is in a file. */
export function inSafeMode(): boolean {
  return safe;
}

/** What {@link withCustomObjects} knows under this id. */
export function scopedObject(id: string): unknown {
  for (const scope of [...scopes].reverse()) {
    const found = scope.get(idOf(id));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Makes an object known to files as `Package>Name`; the same name again replaces it. */
export function registerCustomObject(value: object, packageName: string, name: string): void {
  registered.set(idOf(name), value);
  savedNames.set(value, `${packageName}>${name}`);
}

/** What {@link registerCustomObject} knows under this id. */
export function registeredObject(id: string): unknown {
  return registered.get(idOf(id));
}

/** One's own function or class of this name: of the scope, or registered. */
export function customObject(id: string): unknown {
  return scopedObject(id) ?? registeredObject(id);
}

/** The name under which Keras's files have a registered object, `Package>Name`. */
export function registeredName(value: object): string | undefined {
  return savedNames.get(value);
}

/** Notes classes and functions as the library's own: files name their Keras module. */
export function markBuiltIn(values: Iterable<unknown>): void {
  for (const value of values) {
    if ((typeof value === 'function' || typeof value === 'object') && value !== null) builtIns.add(value);
  }
}

/** True for the library's own. */
export function isBuiltIn(value: object): boolean {
  return builtIns.has(value);
}

/** Keras writes custom objects as "package>Name". */
function idOf(name: string): string {
  return canonicalId(name.replace(/^.*>/, ''));
}
