import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../backends/variable.js';
import { ValueError } from '../support/errors.js';
import { showShape } from '../support/shape.js';
import {
  groupAt,
  type H5Array,
  type H5Data,
  type H5Group,
  h5Group,
  isH5Array,
  makeGroup,
} from './hdf5/h5-tree.js';
import { type Saveable, type SavedPlace, savedPlaces } from './saveable.js';

/** The variables of an object and of everything in it, where Keras's weights files have them. */
export function weightsGroup(root: Saveable): H5Group {
  const file = h5Group();
  for (const { path, saveable, variables, extras, adapter } of savedPlaces(root)) {
    const group = makeGroup(file, `${path}/vars`);
    group.attributes.set('name', saveable.name);
    const merged = adapter?.merged();
    variables.forEach((variable, i) => {
      const value = merged !== undefined && variable === adapter?.weight ? merged : variable;
      group.children.set(String(i), toH5Array(value));
    });
    for (const [key, values] of Object.entries(extras?.arrays() ?? {}))
      group.children.set(key, { shape: [values.length], data: Float32Array.from(values) });
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
  /** The texts of a `.keras` file, by their paths under `assets`. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
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
  { skipMismatch = false, texts = {} }: AssignOptions = {},
): void {
  const found: (readonly [Variable, H5Array])[] = [];
  const failures: string[] = [];
  const places = savedPlaces(root);
  for (const place of places) {
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
  restoreExtras(root, file, texts);
  // A file has the weight with what the matrices had learned.
  const loaded = new Set(found.map(([variable]) => variable));
  for (const { adapter } of places) {
    if (adapter === undefined || !loaded.has(adapter.weight)) continue;
    for (const matrix of adapter.matrices) tf.tidy(() => matrix.assign(tf.zerosLike(matrix)));
  }
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

/** The texts that a `.keras` file has beside its weights, by their paths under `assets`. */
export function savedTexts(root: Saveable): Record<string, string> {
  const texts = savedPlaces(root).flatMap(({ path, extras }) =>
    Object.entries(extras?.texts() ?? {}).map(([name, text]) => [`${path}/${name}`, text] as const),
  );
  return Object.fromEntries(texts);
}

/** Gives what is kept beside variables its arrays of a weights file, and its texts by their paths under `assets`. */
function restoreExtras(root: Saveable, file: H5Group, texts: Readonly<Record<string, string>>): void {
  for (const { path, extras } of savedPlaces(root)) {
    if (extras === undefined) continue;
    const arrays = arraysIn(file, path).map(([key, { data }]) => [key, toFloats(data)] as const);
    const here = Object.entries(texts)
      .filter(([place]) => place.startsWith(`${path}/`))
      .map(([place, text]) => [place.slice(path.length + 1), text] as const);
    extras.restore(Object.fromEntries(arrays), Object.fromEntries(here));
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
  const who = `${saveable.className} ${saveable.name}`;
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

/** A variable's value; integers are 64 bits wide, as Keras's. */
export function toH5Array(variable: tf.Tensor): H5Array {
  const values = variable.dataSync();
  const data = variable.dtype === 'int32' ? BigInt64Array.from(values, BigInt) : values;
  return { shape: variable.shape, data: data as H5Data };
}

/** Gives a variable the value of an array of the same shape. */
export function assignArray(variable: Variable, { shape, data }: H5Array, where: string): void {
  const integer = variable.dtype !== 'float32';
  const values = integer
    ? Int32Array.from(data as Iterable<number | bigint>, (value) => toInteger(value, where))
    : toFloats(data);
  const tensor = tf.tensor(values, [...shape], integer ? 'int32' : 'float32');
  variable.assign(tensor);
  tensor.dispose();
}

function toFloats(data: H5Data): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as Iterable<number | bigint>, Number);
}

function toInteger(value: number | bigint, where: string): number {
  const number = Number(value);
  if (Math.abs(number) < 2 ** 31) return number;
  throw new ValueError(`${where}: expected integers of 32 bits; received ${value}.`);
}
