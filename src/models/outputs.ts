import type { Tensor } from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { nearest } from '../support/names.js';
import { flatten, isContainer, type Nested, sortedKeys } from '../support/structure.js';

/** The outputs of a model, flat, with the names under which losses, metrics and labels may be given. */
export interface Outputs {
  readonly tensors: readonly Tensor[];
  /** null where an output has no name: a subclassed model that gives a list. */
  readonly names: readonly (string | null)[];
  /** As the model gives them. */
  readonly structure: Nested<Tensor>;
}

/** Names the outputs: by the functional model's names, or by the keys of a dictionary. */
export function nameOutputs(yPred: Nested<Tensor>, modelNames: readonly string[] | null): Outputs {
  const tensors = flatten(yPred);
  if (isContainer(yPred) && !Array.isArray(yPred) && tensors.length === Object.keys(yPred).length) {
    return { tensors, names: sortedKeys(yPred), structure: yPred };
  }
  const names = modelNames?.length === tensors.length ? modelNames : tensors.map(() => null);
  return { tensors, names, structure: yPred };
}

/** The names under which Keras reports the losses of outputs: where these are nested, with the way to them. */
export function lossNames({ names, structure }: Outputs): readonly (string | null)[] {
  return pathsTo(structure).map((path, i) => {
    const [last] = path.slice(-1);
    const own = typeof last === 'string' ? last : names[i];
    return own == null ? null : [...path.slice(0, -1), own].join('/');
  });
}

function pathsTo(structure: Nested<Tensor>): (string | number)[][] {
  if (!isContainer(structure)) return [[]];
  const parts = Array.isArray(structure)
    ? [...structure.entries()]
    : sortedKeys(structure).map((key) => [key, (structure as Record<string, Nested<Tensor>>)[key]!] as const);
  return parts.flatMap(([key, part]) => pathsTo(part as Nested<Tensor>).map((path) => [key, ...path]));
}

/**
 * One value for each output, from what was given: one value for all, a list in the order of the outputs, a dictionary by
 * output name, or what is nested as the outputs are. `undefined` where nothing was given for an output.
 */
export function forEachOutput<T>(
  where: string,
  given: unknown,
  { names, structure }: Outputs,
  options: {
    /** Tells a value from a list of values. */
    readonly isValue: (value: unknown) => boolean;
    /** False: one value for several outputs is an error. */
    readonly shared: boolean;
  },
): (T | undefined)[] {
  if (given === undefined || given === null) return names.map(() => undefined);
  if (options.isValue(given)) {
    if (names.length === 1 || options.shared) return names.map(() => given as T);
    const fix = `{ ${names.map((name) => `${name}: ...`).join(', ')} }`;
    throw new ValueError(
      `${where}: expected ${names.length} values, one for each output; received one.`,
      names.includes(null) ? {} : { fix },
    );
  }
  const nested = isContainer(structure) && Object.values(structure).some((part) => isContainer(part));
  const alike = nested ? alongside<T>(structure, given) : null;
  if (alike !== null) return alike;
  if (Array.isArray(given)) {
    const list = flatten(given as Nested<T>);
    const items = given.length === names.length ? (given as T[]) : list;
    if (items.length === names.length) return items.map((item) => item ?? undefined);
    throw new ValueError(
      `${where}: expected ${names.length} values, one for each output; received ${items.length}.`,
    );
  }
  if (!isContainer(given))
    throw new ValueError(`${where}: expected a list or a dictionary; received ${show(given)}.`);
  return byName(where, given as Record<string, T>, names);
}

/** The values in the places of the outputs; null where what was given is nested in another way. */
function alongside<T>(structure: Nested<Tensor>, given: unknown): (T | undefined)[] | null {
  if (!isContainer(structure)) return [(given ?? undefined) as T | undefined];
  if (given === undefined || given === null) return flatten(structure).map(() => undefined);
  if (!isContainer(given) || Array.isArray(given) !== Array.isArray(structure)) return null;
  const keys = Array.isArray(structure) ? Object.keys(structure) : sortedKeys(structure);
  const parts = given as Readonly<Record<string, unknown>>;
  if (Object.keys(given).some((key) => !keys.includes(key))) return null;
  const values: (T | undefined)[] = [];
  for (const key of keys) {
    const found = alongside<T>(
      (structure as Record<string, Nested<Tensor>>)[key] as Nested<Tensor>,
      parts[key],
    );
    if (found === null) return null;
    values.push(...found);
  }
  return values;
}

function byName<T>(
  where: string,
  given: Record<string, T>,
  names: readonly (string | null)[],
): (T | undefined)[] {
  const known = names.filter((name) => name !== null);
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    throw new ValueError(
      `${where}: expected keys that are names of outputs, ${known.join(', ') || 'which this model does not have'}; received ${show(key)}.`,
      near.length > 0 ? { fix: `'${near[0]}'` } : {},
    );
  }
  return names.map((name) => (name === null ? undefined : given[name]));
}
