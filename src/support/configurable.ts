import { Callable, inspectFields } from './callable.js';
import { inspectConfig } from './inspect-config.js';

/** What Keras can save: a callable object whose class has a name and which knows its configuration. */
export abstract class ConfigurableCallable extends Callable {
  /** Keras's name of the class, under which it is saved. */
  static get className(): string {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    return this.name;
  }

  /** Keras's saved form, with snake_case keys. */
  getConfig(): Record<string, unknown> {
    return {};
  }

  /** Node prints the class and its options; of a class that says nothing of them, its public fields. */
  [Symbol.for('nodejs.util.inspect.custom')](
    depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const { className } = this.constructor as typeof ConfigurableCallable;
    const config = this.getConfig();
    if (depth < 0) return `[${className}]`;
    return Object.keys(config).length > 0
      ? inspectConfig(className, config, options, inspect)
      : inspectFields(this, depth, options, inspect);
  }
}
