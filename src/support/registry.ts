import { show } from './check.js';
import { isBuiltIn, markBuiltIn, registeredName, registeredObject, scopedObject } from './custom-objects.js';
import { ValueError } from './errors.js';
import { camelCaseKeys, canonicalId, nearest } from './names.js';

/** An object in the form in which Keras saves one. `config` has Keras's snake_case keys. */
export interface KerasConfig {
  readonly class_name: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly module?: string | null;
  readonly registered_name?: string | null;
}

/** True for `{ class_name, config }`. */
export function isKerasConfig(value: unknown): value is KerasConfig {
  return typeof value === 'object' && value !== null && typeof (value as KerasConfig).class_name === 'string';
}

/**
 * The known members of one family (losses, layers, ...), found by camelCase, snake_case, class name or a Keras alias.
 * A name may be registered again: the later one wins, so that a cell can be run twice.
 */
export class Registry<T> {
  private readonly entries = new Map<string, { readonly name: string; readonly value: T }>();
  private readonly names = new Map<string, T>();

  /** `family` is what errors call it: `loss`, `layer` ... */
  constructor(readonly family: string) {}

  /** Adds a member under its name and its aliases; returns it. */
  register<V extends T>(name: string, value: V, aliases: readonly string[] = []): V {
    this.names.set(name, value);
    for (const id of [name, ...aliases]) this.entries.set(canonicalId(id), { name, value });
    return value;
  }

  /** The member with this id, or undefined. */
  find(id: string): T | undefined {
    const scoped = scopedObject(id);
    if (scoped !== undefined) return scoped as T;
    // Keras writes custom objects as "package>Name".
    const entry = this.entries.get(canonicalId(id)) ?? this.entries.get(canonicalId(id.replace(/^.*>/, '')));
    return entry === undefined ? (registeredObject(id) as T | undefined) : entry.value;
  }

  /** Says that all members so far are the library's own. */
  seal(): void {
    markBuiltIn(this.names.values());
  }

  /** The member with this id, or a ValueError that names the nearest ones. */
  get(id: string): T {
    const found = this.find(id);
    if (found !== undefined) return found;
    const near = nearest(id, this.names.keys());
    const all = [...this.names.keys()];
    throw new ValueError(
      `${this.family}: expected a known name; received ${show(id)}${near.length > 0 ? `. Did you mean ${near.join(', ')}?` : '.'}`,
      {
        fix:
          near.length > 0
            ? `'${near[0]}'`
            : `one of ${all.slice(0, 12).join(', ')}${all.length > 12 ? ', ...' : ''}`,
      },
    );
  }

  /** All names under which members were registered, without aliases. */
  list(): string[] {
    return [...this.names.keys()];
  }
}

/** A class that can be made from its saved form. */
export interface Configurable<T> {
  new (options: never): T;
  fromConfig?(config: Readonly<Record<string, unknown>>): T;
}

/** Makes an instance from Keras's saved form: the class's own `fromConfig`, else its options in camel case. */
export function fromKerasConfig<T>(
  registry: Registry<Configurable<T>>,
  { class_name, config = {} }: KerasConfig,
): T {
  const type = registry.get(class_name);
  return type.fromConfig ? type.fromConfig(config) : new type(camelCaseKeys(config) as never);
}

/** A function of the user's in Keras's saved form: its name, with the package in front that it was registered in. */
export interface FunctionConfig {
  readonly module: 'builtins';
  readonly class_name: 'function';
  readonly config: string;
  readonly registered_name: 'function';
}

/** The saved form of a function of the user's. */
// biome-ignore lint/complexity/noBannedTypes: any function of the user's
export function functionConfig(fn: Function): FunctionConfig {
  const config = registeredName(fn) ?? fn.name;
  return { module: 'builtins', class_name: 'function', config, registered_name: 'function' };
}

/** Classes that Keras has elsewhere than in the module of their kind. */
const ELSEWHERE: Readonly<Record<string, Partial<KerasConfig>>> = {
  Sequential: { module: 'keras' },
  Model: { module: 'keras' },
  Functional: { module: 'keras.src.models.functional', registered_name: 'Functional' },
};

/** The saved form of an instance with `getConfig()`. `module` is Keras's, as in `keras.losses`; one's own has none. */
export function toKerasConfig(
  module: string,
  instance: { getConfig(): Record<string, unknown>; readonly className?: string },
): KerasConfig & { readonly config: Readonly<Record<string, unknown>> } {
  const type = instance.constructor as { className?: string; name: string };
  const name = instance.className ?? type.className ?? type.name;
  const origin = isBuiltIn(type)
    ? { module, registered_name: null, ...ELSEWHERE[name] }
    : { module: null, registered_name: registeredName(type) ?? name };
  return { ...origin, class_name: name, config: instance.getConfig() };
}
