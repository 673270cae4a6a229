import { inspect } from 'node:util';
import { ValueError } from '../support/errors.js';

/** One output in several forms, keyed by MIME type; the front end picks the richest one that it knows. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** What a front end needs to show one output. `metadata` is keyed by MIME type, as in the Jupyter protocol. */
export interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * An output that can be shown at once, and better a moment later: `complete` takes the time that a picture needs to
 * be drawn. `display` shows it at once and updates it; whoever can wait (the kernel with a cell's last value) shows
 * `await complete()` alone. Data without any MIME type (`{ data: {} }`) shows nothing.
 */
export interface Shown extends DisplayData {
  readonly complete?: () => Promise<DisplayData>;
}

/**
 * A value says how it is shown by a method under this symbol that returns a MIME bundle or {@link Shown}, or a
 * promise of one. Deno's kernel uses the same symbol, so that values of other libraries show themselves here too.
 */
export const DISPLAY: unique symbol = Symbol.for('Jupyter.display') as never;

/** A value that knows how it is shown. */
export interface Displayable {
  [DISPLAY](): Shown | MimeBundle | Promise<Shown | MimeBundle>;
}

/** True for a value that carries its own display method. */
export function isDisplayable(value: unknown): value is Displayable {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    typeof (value as Partial<Displayable>)[DISPLAY] === 'function'
  );
}

/** Accepts both forms that a {@link Displayable} may return, in a form that notebooks can hold. */
export function toDisplayData(shown: Shown | MimeBundle): Shown {
  if (typeof shown !== 'object' || shown === null) {
    throw new ValueError(
      `Jupyter.display: expected an object with a MIME type for each form; received ${inspect(shown, { depth: 0 })}.`,
    );
  }
  const { data } = shown as DisplayData;
  if (typeof data !== 'object' || data === null) return { data: storable(shown as MimeBundle) };
  const held = storable(data as MimeBundle);
  return held === data ? (shown as Shown) : { ...shown, data: held };
}

/**
 * A bundle as a notebook may hold it: bytes as base64, numbers as text where the type is not JSON, nothing where there is
 * nothing. What else is no text would make the whole notebook invalid, and is refused.
 */
export function storable(bundle: MimeBundle): MimeBundle {
  const pairs = Object.entries(bundle);
  if (pairs.every(([mime, value]) => isStorable(mime, value))) return bundle;
  return Object.fromEntries(
    pairs.filter(([, value]) => value !== undefined).map(([mime, value]) => [mime, stored(mime, value)]),
  );
}

/** What nbformat's schema asks for. */
function isStorable(mime: string, value: unknown): boolean {
  if (value instanceof Uint8Array || value === undefined) return false;
  if (/^application\/(?:[\w.-]+\+)?json$/.test(mime) || typeof value === 'string') return true;
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}

function stored(mime: string, value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  if (isStorable(mime, value)) return value;
  if (['number', 'boolean', 'bigint'].includes(typeof value)) return String(value);
  throw new ValueError(
    `display: ${mime}: expected a text or bytes; received ${inspect(value, { depth: 0 })}.`,
  );
}
