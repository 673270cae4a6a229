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

/** Accepts both forms that a {@link Displayable} may return. */
export function toDisplayData(shown: Shown | MimeBundle): Shown {
  const { data } = shown as DisplayData;
  return typeof data === 'object' && data !== null ? (shown as Shown) : { data: shown as MimeBundle };
}
