import { Callable } from './callable.js';

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
}
