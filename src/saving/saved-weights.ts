import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../backends/variable.js';
import { inMemory } from '../backends/webgpu/values-in-memory.js';
import { ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import { groupAt, type H5Array, type H5Group, h5Group, isH5Array, makeGroup } from './hdf5/h5-tree.js';
import { type Saveable, type SavedAdapter, type SavedPlace, savedPlaces } from './saveable.js';
import { assignArray, toFloats, toH5Array } from './saved-array.js';
import { loadArrays, loadAssets, storedArrays, writtenAssets } from './saving-hooks.js';

/**
 * The variables of an object and of everything in it, where Keras's weights files have them. `where` is for errors of
 * classes that save themselves.
 */
export async function weightsGroup(root: Saveable, where = 'save'): Promise<H5Group> {
  const file = h5Group();
  const places = savedPlaces(root).map((place) => ({ ...place, merged: place.adapter?.merged() }));
  await inMemory(places.flatMap(({ merged }) => merged ?? []));
  for (const { path, saveable, variables, extras, adapter, own, merged } of places) {
    const group = makeGroup(file, `${path}/vars`);
    group.attributes.set('name', saveable.name);
    for (const [key, values] of Object.entries(extras?.arrays() ?? {}))
      group.children.set(key, { shape: [values.length], data: Float32Array.from(values) });
    const inPlaceOf = <T>(value: T) => (merged !== undefined && value === adapter?.weight ? merged : value);
    const stored = own?.variables
      ? storedArrays(`${where}: ${titleOf(saveable)}`, own.hooks, inPlaceOf)
      : Object.fromEntries(variables.map((variable, i) => [i, toH5Array(inPlaceOf(variable))]));
    for (const [key, array] of Object.entries(stored)) group.children.set(key, array);
    merged?.dispose();
  }
  return file;
}

/** What {@link weightsGroup} adds up, apart: a backup goes on with the very same numbers. */
export function adapterArrays(root: Saveable): H5Array[] {
  return adapterVariables(root).map(toH5Array);
}

/** Gives adapters the values of {@link adapterArrays}. */
export function assignAdapters(root: Saveable, arrays: readonly H5Array[], where: string): void {
  const variables = adapterVariables(root);
  if (variables.length !== arrays.length)
    throw new ValueError(`${where}: the backup is of another model; its layers have other adapters.`);
  for (const [i, variable] of variables.entries()) assignArray(variable, arrays[i] as H5Array, where);
}

function adapterVariables(root: Saveable): Variable[] {
  return savedPlaces(root).flatMap(({ adapter }) => (adapter ? [adapter.weight, ...adapter.matrices] : []));
}

/** Options of {@link assignWeights}. */
export interface AssignOptions {
  /** True: what does not fit stays as it is, with a warning. */
  readonly skipMismatch?: boolean | undefined;
  /** The files of a `.keras` file, by their paths under `assets`. */
  readonly assets?: Readonly<Record<string, Uint8Array>> | undefined;
}

/**
 * Gives the variables of an object, and of everything in it, the values of a weights file. Where one does not fit,
 * none is changed. An optimizer that does not fit begins afresh, with a warning, as in Keras.
 *
 * @throws ValueError that names what does not fit
 */
export function assignWeights(
  root: Saveable,
  file: H5Group,
  where: string,
  { skipMismatch = false, assets = {} }: AssignOptions = {},
): void {
  const found: (readonly [Variable, H5Array])[] = [];
  const failures: string[] = [];
  const places = savedPlaces(root);
  for (const place of places) {
    if (place.own?.variables) continue;
    const saved = variablesOf(file, place);
    const failure = mismatch(place, saved);
    if (failure === null) found.push(...pair(place.variables, saved));
    else if (place.optional) found.push(...pairOptional(place.variables, saved, where));
    else failures.push(failure);
  }
  if (failures.length > 0 && !skipMismatch) {
    const more = failures.length > 3 ? `; and ${failures.length - 3} more` : '';
    throw new ValueError(`${where}: ${failures.slice(0, 3).join('; ')}${more}.`, {
      fix: 'build the model as it was when it was saved, or skipMismatch: true',
    });
  }
  for (const failure of failures) console.warn(`${where}: ${failure}; its values stay.`);
  for (const [variable, array] of found) assignArray(variable, array, where);
  restoreExtras(where, places, file, assets);
  // A file has the weight with what the matrices had learned.
  const loaded = new Set(found.map(([variable]) => variable));
  for (const { adapter } of places) {
    if (adapter !== undefined && loaded.has(adapter.weight)) beginAfresh(adapter);
  }
  for (const place of places) {
    try {
      runHooks(where, place, file, assets);
    } catch (error) {
      if (!skipMismatch || !(error instanceof ValueError)) throw error;
      console.warn(`${error.message}; what it has stays.`);
    }
  }
}

function beginAfresh({ matrices }: SavedAdapter): void {
  for (const matrix of matrices) tf.tidy(() => matrix.assign(tf.zerosLike(matrix)));
}

/** Lets a class of one's own take back what it saved. */
function runHooks(
  where: string,
  { path, saveable, extras, adapter, own }: SavedPlace,
  file: H5Group,
  assets: Readonly<Record<string, Uint8Array>>,
): void {
  const who = `${where}: ${titleOf(saveable)}`;
  if (own?.variables) {
    const others = Object.keys(extras?.arrays() ?? {});
    const arrays = arraysIn(file, path).filter(([key]) => !others.includes(key));
    loadArrays(who, own.hooks, arrays);
    if (adapter !== undefined) beginAfresh(adapter);
  }
  const files = Object.fromEntries(below(path, assets));
  // A file of weights alone has none.
  if (own?.assets && Object.keys(files).length > 0) loadAssets(who, own.hooks, files);
}

function titleOf({ className, name }: Saveable): string {
  return `${className} ${name}`;
}

function pair(variables: readonly Variable[], saved: readonly H5Array[]): (readonly [Variable, H5Array])[] {
  return saved.map((array, i) => [variables[i] as Variable, array] as const);
}

/** Iteration and learning rate are there before the first step, slots are not. */
const BEFORE_FIRST_STEP = 2;

/**
 * The variables of an optimizer with their saved values; where these do not fit, none, with a warning. Of an optimizer
 * that was saved before its first step, only those are there that it has from the begin.
 */
export function pairOptional(
  variables: readonly Variable[],
  saved: readonly H5Array[],
  where: string,
): (readonly [Variable, H5Array])[] {
  const complete = saved.length === variables.length || saved.length <= BEFORE_FIRST_STEP;
  const fits = complete && saved.every(({ shape }, i) => sameShape(shape, variables[i]?.shape ?? [-1]));
  if (fits) return pair(variables, saved);
  console.warn(
    `${where}: the optimizer begins afresh: it has ${variables.length} variables, and the file's ${saved.length} do not fit.`,
  );
  return [];
}

/** The files that a `.keras` file has beside its weights, by their paths under `assets`. */
export function savedAssets(root: Saveable, where: string): Record<string, Uint8Array> {
  const files = savedPlaces(root).flatMap(({ path, saveable, extras, own }) => {
    const texts = Object.entries(extras?.texts() ?? {});
    const written = own?.assets ? writtenAssets(`${where}: ${titleOf(saveable)}`, own.hooks) : {};
    const all = [
      ...texts.map(([name, text]) => [name, ENCODER.encode(text)] as const),
      ...Object.entries(written),
    ];
    return all.map(([name, bytes]) => [placeIn(path, name), bytes] as const);
  });
  return Object.fromEntries(files);
}

function placeIn(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** What a file of weights in their order has no room for, in words: texts, and what hooks save beside the weights. */
export function beyondWeights(root: Saveable, where: string): string[] {
  return savedPlaces(root).flatMap(({ path, saveable, variables, extras, own }) => {
    const who = titleOf(saveable);
    const texts = Object.keys(extras?.texts() ?? {}).map((name) => placeIn(path, name));
    const assets = own?.assets ? [`what saveAssets of ${who} writes`] : [];
    if (!own?.variables) return [...texts, ...assets];
    const stored = Object.keys(storedArrays(`${where}: ${who}`, own.hooks)).length;
    const more =
      stored > variables.length ? [`what saveOwnVariables of ${who} saves beside its weights`] : [];
    return [...texts, ...assets, ...more];
  });
}

const ENCODER = new TextEncoder();

/** The files below a path, by what follows it. */
function below<T>(path: string, files: Readonly<Record<string, T>>): (readonly [string, T])[] {
  const start = path === '' ? '' : `${path}/`;
  return Object.entries(files)
    .filter(([place]) => place.startsWith(start))
    .map(([place, file]) => [place.slice(start.length), file] as const);
}

/** Gives what is kept beside variables its arrays of a weights file, and its texts by their paths under `assets`. */
function restoreExtras(
  where: string,
  places: readonly SavedPlace[],
  file: H5Group,
  assets: Readonly<Record<string, Uint8Array>>,
): void {
  for (const { path, extras } of places) {
    if (extras === undefined) continue;
    const arrays = arraysIn(file, path).map(([key, { data }]) => [key, toFloats(data)] as const);
    // Other files are those of hooks.
    const texts = below(path, assets)
      .filter(([name]) => name.endsWith('.txt'))
      .map(([name, bytes]) => [name, textOf(where, placeIn(path, name), bytes)]);
    extras.restore(Object.fromEntries(arrays), Object.fromEntries(texts));
  }
}

function textOf(where: string, path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new ValueError(`${where}: expected text in assets/${path}; ${(cause as Error).message}.`, {
      cause,
    });
  }
}

/** The arrays in `path/vars`. */
function arraysIn(file: H5Group, path: string): (readonly [string, H5Array])[] {
  const vars = groupAt(file, `${path}/vars`);
  return [...(vars?.children ?? [])].flatMap(([key, child]) =>
    isH5Array(child) ? [[key, child] as const] : [],
  );
}

/** The variables of an object in their order. */
function variablesOf(file: H5Group, { path, extras }: SavedPlace): H5Array[] {
  // Variables are numbered; what else such an object keeps has a name, and need not be there yet.
  const arrays = arraysIn(file, path).filter(([key]) => extras === undefined || /^\d+$/.test(key));
  return arrays.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}

function mismatch({ path, saveable, variables }: SavedPlace, saved: readonly H5Array[]): string | null {
  const who = titleOf(saveable);
  if (saved.length !== variables.length) {
    return `${who} expected ${variables.length} variables; received ${saved.length} at ${path === '' ? 'the top' : path}`;
  }
  const wrong = variables.findIndex(({ shape }, i) => !sameShape(shape, saved[i]?.shape ?? []));
  const variable = variables[wrong];
  if (variable === undefined) return null;
  return `${who} expected ${variable.name} of shape ${showShape(variable.shape)}; received ${showShape(saved[wrong]?.shape ?? [])}`;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
