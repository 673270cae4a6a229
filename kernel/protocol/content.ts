import type { JsonObject } from './messages.js';

/** A request whose content does not have the protocol's form; it gets an error reply. */
export class ContentError extends Error {
  override name = 'ContentError';
}

/** Reads the fields of a request's content, with the protocol's defaults for absent ones; null is absent, as for ipykernel. */
export class Content {
  readonly #type: string;
  readonly #fields: JsonObject;

  constructor(type: string, fields: JsonObject) {
    this.#type = type;
    this.#fields = fields;
  }

  string(key: string, fallback?: string): string {
    return this.#read(key, fallback, 'a string', (value) => typeof value === 'string');
  }

  boolean(key: string, fallback?: boolean): boolean {
    return this.#read(key, fallback, 'true or false', (value) => typeof value === 'boolean');
  }

  integer(key: string, fallback?: number): number {
    return this.#read(key, fallback, 'an integer', Number.isInteger);
  }

  /** An absent or null field is `undefined`. */
  optional<Value>(read: (content: Content) => Value, key: string): Value | undefined {
    return this.#fields[key] === undefined || this.#fields[key] === null ? undefined : read(this);
  }

  object(key: string, fallback?: JsonObject): JsonObject {
    return this.#read(
      key,
      fallback,
      'an object',
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    );
  }

  /** Any JSON. */
  value(key: string, fallback: unknown): unknown {
    return this.#fields[key] ?? fallback;
  }

  oneOf<const Value extends string | number>(key: string, values: readonly Value[], fallback?: Value): Value {
    return this.#read(key, fallback, `one of ${values.join(', ')}`, (value) =>
      values.includes(value as Value),
    );
  }

  #read<Value>(
    key: string,
    fallback: Value | undefined,
    expected: string,
    fits: (value: unknown) => boolean,
  ): Value {
    const value = this.#fields[key];
    if ((value === undefined || value === null) && fallback !== undefined) return fallback;
    if (fits(value)) return value as Value;
    const received = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
    throw new ContentError(`${this.#type}: ${key}: expected ${expected}; received ${received}.`);
  }
}
