import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { use } from '../src/backends/choose.js';
import { NativeBackend } from '../src/backends/native/native-backend.js';

/** The wheel of .venv, as `npm run lab` installs it. */
function wheel(): string | undefined {
  const library = join(import.meta.dirname, '..', '.venv', 'lib');
  const folders = existsSync(library) ? readdirSync(library) : [];
  return folders
    .map((folder) => join(library, folder, 'site-packages'))
    .find((folder) => existsSync(join(folder, 'tensorflow', 'libtensorflow_cc.so.2')));
}

process.env['CELLGRAD_TENSORFLOW'] ??= wheel() ?? '';

/** Why tests of the native backend cannot run, said loudly; false if they can. */
export const nativeMissing: string | false =
  process.env['CELLGRAD_TENSORFLOW'] === '' && 'no TensorFlow wheel: set CELLGRAD_TENSORFLOW, or npm run lab';

if (nativeMissing) console.log(`Tests of the native backend are SKIPPED: ${nativeMissing}.`);

/** The native backend, in use from now on. */
export async function useNative(): Promise<NativeBackend> {
  await use('native');
  const backend = tf.backend();
  if (!(backend instanceof NativeBackend)) throw new Error('the native backend is not in use');
  return backend;
}
