import { type MimeBundle, toBundle } from '../../src/display/bundle.js';
import { isObject } from './is-object.js';

/** One value in the forms in which it is shown. */
export interface Formatted {
  readonly data: MimeBundle;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * The MIME bundle of a cell's last value, or nothing when there is nothing to show: undefined, a display handle. A promise
 * shows as a promise: as in a script, only `await` waits. Objects print in colour, numbers and strings plain.
 */
export async function formatValue(value: unknown, colors: boolean): Promise<Formatted | undefined> {
  if (value === undefined) return undefined;
  const shown = toBundle(value, { colors: colors && isObject(value) });
  const { data, metadata } = shown.complete ? await shown.complete() : shown;
  return Object.keys(data).length === 0 ? undefined : { data, metadata: metadata ?? {} };
}
