import { show } from './check.js';
import { ValueError } from './errors.js';
import { type Configurable, fromKerasConfig, isKerasConfig, type KerasConfig, Registry } from './registry.js';

// biome-ignore lint/complexity/noBannedTypes: any function of the user's
type Wrap<T> = (fn: Function) => T;

/** The classes of one kind (initializers, metrics, optimizers, ...) and how an id becomes an instance. */
export class Family<T extends object> {
  readonly registry: Registry<Configurable<T>>;

  /** `name`: what errors call it; `wrap`: makes a member of a plain function, where that is allowed. */
  constructor(
    name: string,
    private readonly base: abstract new (...args: never[]) => T,
    private readonly wrap?: Wrap<T>,
  ) {
    this.registry = new Registry(name);
  }

  /** Makes a class known under its name and aliases; the same name again replaces it. */
  register<C extends Configurable<T>>(type: C, aliases: readonly string[] = []): C {
    const { className, name } = type as unknown as { className?: string; name: string };
    return this.registry.register(className ?? name, type, aliases);
  }

  /** An instance for a name, a saved configuration, a class, a function, or an instance, which is given back. */
  get(identifier: unknown): T {
    if (identifier instanceof this.base) return identifier;
    if (typeof identifier === 'string') return withDefaults(this.registry.get(identifier));
    if (isKerasConfig(identifier)) return fromKerasConfig(this.registry, identifier);
    if (typeof identifier === 'function') {
      if (identifier.prototype instanceof this.base)
        return withDefaults(identifier as unknown as Configurable<T>);
      if (this.wrap) return this.wrap(identifier);
    }
    const { family } = this.registry;
    throw new ValueError(
      `${family}: expected a name, a configuration${this.wrap ? ', a function' : ''} or an instance of ${this.base.name}; ` +
        `received ${show(identifier)}.`,
      typeof identifier === 'function' && this.registry.find(identifier.name) !== undefined
        ? { fix: `${identifier.name}(), or '${identifier.name}'` }
        : {},
    );
  }
}

/** An instance with the class's defaults; what has options without a default says so itself. */
export function withDefaults<T>(type: Configurable<T>): T {
  return type.length === 0 ? new (type as new () => T)() : new type({} as never);
}

/**
 * An instance without its call signature: where a function is taken too, the types of the function's parameters are
 * then known.
 */
export type Instance<T> = Pick<T, keyof T>;

/** What {@link Family.get} takes. */
export type Identifier<Names extends string, T> = Names | (string & {}) | KerasConfig | Instance<T>;
