import { ValueError } from './errors.js';

/** A value, or lists and dictionaries of it to any depth. */
export type Nested<T> = T | readonly Nested<T>[] | { readonly [name: string]: Nested<T> };

/** True for a list or a plain object; everything else is a leaf. */
export function isContainer(
  value: unknown,
): value is readonly unknown[] | { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The keys of a dictionary in the order in which Keras flattens it: sorted. */
export function sortedKeys(dictionary: object): string[] {
  return Object.keys(dictionary).sort();
}

/** The leaves of a structure from left to right, dictionaries by sorted keys. */
export function flatten<T>(structure: Nested<T>): T[] {
  if (!isContainer(structure)) return [structure as T];
  const leaves: T[] = [];
  walk(structure as Nested<T>, leaves);
  return leaves;
}

function walk<T>(structure: Nested<T>, leaves: T[]): void {
  if (!isContainer(structure)) leaves.push(structure as T);
  else if (Array.isArray(structure)) for (const item of structure as Nested<T>[]) walk(item, leaves);
  else {
    const dictionary = structure as { readonly [name: string]: Nested<T> };
    for (const key of sortedKeys(dictionary)) walk(dictionary[key] as Nested<T>, leaves);
  }
}

/** The same structure with `change` of each leaf. */
export function mapStructure<T, U>(structure: Nested<T>, change: (leaf: T) => U): Nested<U> {
  if (!isContainer(structure)) return change(structure as T);
  if (Array.isArray(structure)) return (structure as Nested<T>[]).map((item) => mapStructure(item, change));
  const dictionary = structure as { readonly [name: string]: Nested<T> };
  return Object.fromEntries(
    Object.keys(dictionary).map((key) => [key, mapStructure(dictionary[key] as Nested<T>, change)]),
  );
}

/** The structure of `template` with `leaves` in the places of its own. */
export function packLike<T>(template: Nested<unknown>, leaves: readonly T[]): Nested<T> {
  let next = 0;
  const build = (part: Nested<unknown>): Nested<T> => {
    if (!isContainer(part)) return leaves[next++] as T;
    if (Array.isArray(part)) return part.map(build);
    const dictionary = part as { readonly [name: string]: Nested<unknown> };
    // Leaves come by sorted keys; the result has the keys in the order of the template, as Keras's has.
    const built = new Map(sortedKeys(dictionary).map((key) => [key, build(dictionary[key]!)]));
    return Object.fromEntries(Object.keys(dictionary).map((key) => [key, built.get(key)!]));
  };
  const packed = build(template);
  if (next !== leaves.length) {
    throw new ValueError(`structure: expected ${next} leaves; received ${leaves.length}.`);
  }
  return packed;
}
