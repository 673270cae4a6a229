/**
 * A class whose instances are also functions, as in `new layers.Dense({ units: 10 })(x)`: calling one calls its
 * method `invoke`. The constructor gives a function that has the class's prototype, so that methods, fields,
 * `instanceof` and subclassing work as always.
 */
export abstract class Callable {
  constructor() {
    const self = ((...args: unknown[]) => (self as unknown as Callable).invoke(...args)) as object;
    Object.setPrototypeOf(self, new.target.prototype);
    // A function's own read-only properties would be in the way of fields with these names.
    delete (self as { name?: string }).name;
    delete (self as { length?: number }).length;
    // biome-ignore lint/correctness/noConstructorReturn: this is how an instance becomes a function
    return self as this;
  }

  /** What calling the instance does. */
  abstract invoke(...args: unknown[]): unknown;

  /** Node prints the class's name and the public fields, not `[Function (anonymous)]`. */
  [Symbol.for('nodejs.util.inspect.custom')](
    depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return inspectFields(this, depth, options, inspect);
  }
}

/** The class's name and the public fields. */
export function inspectFields(
  value: object,
  depth: number,
  options: object,
  inspect: (value: unknown, options: object) => string,
): string {
  const { name } = value.constructor;
  if (depth < 0) return `[${name}]`;
  const fields = Object.entries(value).filter(([key]) => !key.startsWith('_'));
  return fields.length === 0 ? name : `${name} ${inspect(Object.fromEntries(fields), options)}`;
}
