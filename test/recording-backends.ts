import { ensureReady, use } from '../src/backends/choose.js';
import { nativeMissing, useNative } from './native.js';

/** A backend that records steps, as tests need it. */
export interface RecordingBackend {
  readonly name: string;
  /** Why it cannot be tested here; false if it can. */
  readonly missing: string | false;
  readonly load: () => Promise<unknown>;
  /** How many batches run before the recording does. */
  readonly eager: number;
}

/** Backends that record steps, each in its way. */
export const RECORDING_BACKENDS: readonly RecordingBackend[] = [
  { name: 'wasm', missing: false, load: () => ensureReady().then(() => use('wasm')), eager: 3 },
  { name: 'native', missing: nativeMissing, load: useNative, eager: 1 },
];
