import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { KeyboardInterrupt, ValueError } from '../support/errors.js';
import type { H5Array } from './hdf5/h5-tree.js';
import { toH5Array } from './saved-array.js';

/** What a layer of one's own saves of itself, by names: tensors, or numbers in arrays. */
export type OwnVariables = Record<string, tf.Tensor | tf.TensorLike>;

/** What a class does in place of the saving of its variables, and what files it keeps beside them. */
export interface SavingHooks {
  saveOwnVariables(store: OwnVariables): void;
  /** `store` has the tensors of the file. */
  loadOwnVariables(store: Readonly<Record<string, tf.Tensor>>): void;
  /** Writes files into a folder, which go into the `.keras` file. */
  saveAssets(folder: string): void;
  /** Reads them again. */
  loadAssets(folder: string): void;
}

/** Which of the hooks a class has of its own. */
export interface OwnHooks {
  readonly hooks: SavingHooks;
  readonly variables: boolean;
  readonly assets: boolean;
}

/** The hooks of an object that are not those of `base`. */
export function ownHooks(hooks: SavingHooks, base: SavingHooks): OwnHooks {
  const differs = (name: keyof SavingHooks) => hooks[name] !== base[name];
  return {
    hooks,
    variables: differs('saveOwnVariables') || differs('loadOwnVariables'),
    assets: differs('saveAssets') || differs('loadAssets'),
  };
}

/** What `saveOwnVariables` puts into its store; `inPlaceOf` may put another value in the place of one. */
export function storedArrays(
  who: string,
  hooks: SavingHooks,
  inPlaceOf: (value: tf.Tensor | tf.TensorLike) => tf.Tensor | tf.TensorLike = (value) => value,
): Record<string, H5Array> {
  const arrays: Record<string, H5Array> = {};
  tf.tidy(() => {
    const store: OwnVariables = {};
    call(who, 'saveOwnVariables', () => hooks.saveOwnVariables(store));
    for (const [name, given] of Object.entries(store)) {
      const value = inPlaceOf(given);
      const tensor = value instanceof tf.Tensor ? value : tf.tensor(value);
      if (tensor.dtype === 'string') {
        throw new ValueError(`${who}: saveOwnVariables: expected numbers in '${name}'; received texts.`, {
          fix: 'write them in saveAssets(folder)',
        });
      }
      arrays[name] = toH5Array(tensor);
    }
  });
  return arrays;
}

/** Gives `loadOwnVariables` the arrays of a file. */
export function loadArrays(
  who: string,
  hooks: SavingHooks,
  arrays: Iterable<readonly [string, H5Array]>,
): void {
  const tensors = Array.from(arrays, ([name, { shape, data }]) => {
    const isFloat = data instanceof Float32Array || data instanceof Float64Array;
    const values = Array.from(data as Iterable<number | bigint>, Number);
    return [name, tf.tensor(values, [...shape], isFloat ? 'float32' : 'int32')] as const;
  });
  call(who, 'loadOwnVariables', () => hooks.loadOwnVariables(Object.fromEntries(tensors)));
}

/** The files that `saveAssets` writes, by their paths below its folder. */
export function writtenAssets(who: string, hooks: SavingHooks): Record<string, Uint8Array> {
  return inFolder((folder) => {
    call(who, 'saveAssets', () => hooks.saveAssets(folder));
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      files.map((file) => [relative(folder, file).split(sep).join('/'), new Uint8Array(readFileSync(file))]),
    );
  });
}

/** Gives `loadAssets` a folder with these files. */
export function loadAssets(
  who: string,
  hooks: SavingHooks,
  files: Readonly<Record<string, Uint8Array>>,
): void {
  inFolder((folder) => {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    call(who, 'loadAssets', () => hooks.loadAssets(folder));
  });
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-assets-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What goes wrong in a hook says whose it is. */
function call(who: string, name: keyof SavingHooks, hook: () => unknown): void {
  let result: unknown;
  try {
    result = hook();
  } catch (cause) {
    if (cause instanceof KeyboardInterrupt) throw cause;
    const message = cause instanceof Error ? cause.message : `threw ${show(cause)}`;
    throw new ValueError(`${who}: ${name}: ${message}`, { cause });
  }
  if (!(result instanceof Promise)) return;
  throw new ValueError(
    `${who}: ${name}: expected a function that is done when it returns; received an async one.`,
    {
      fix: 'readFileSync and writeFileSync of node:fs',
    },
  );
}
