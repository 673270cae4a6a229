/** State as it travels: what is binary goes beside it, with the path at which it belongs. */
export interface SentState {
  readonly state: unknown;
  readonly paths: readonly (readonly (string | number)[])[];
  readonly buffers: readonly Uint8Array[];
}

/**
 * Takes the binary values out of a widget's state: keys of objects go, places in lists become null.
 *
 * @see https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
export function withoutBuffers(state: unknown): SentState {
  const paths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  const strip = (value: unknown, path: (string | number)[]): unknown => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      paths.push(path);
      buffers.push(bytesOf(value));
      return undefined;
    }
    if (Array.isArray(value)) return value.map((one, i) => strip(one, [...path, i]) ?? null);
    if (!isPlain(value)) return value;
    const entries = Object.entries(value).map(([key, one]) => [key, strip(one, [...path, key])] as const);
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  };
  return { state: strip(state, []), paths, buffers };
}

/** Puts the binary values back. `state` is changed. */
export function putBuffers(state: object, paths: unknown, buffers: readonly Uint8Array[]): void {
  if (!Array.isArray(paths)) return;
  (paths as (string | number)[][]).forEach((path, i) => {
    let at: unknown = state;
    for (const key of path.slice(0, -1)) at = (at as Record<string | number, unknown> | undefined)?.[key];
    const last = path.at(-1);
    // Defined and not assigned: a path may name `__proto__`.
    if (at !== null && typeof at === 'object' && last !== undefined)
      Object.defineProperty(at, last, {
        value: buffers[i],
        writable: true,
        configurable: true,
        enumerable: true,
      });
  });
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
