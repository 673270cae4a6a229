import { isShape, type Shapes } from '../layers/call.js';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { Shape } from '../support/shape.js';
import { isContainer, flatten as leavesOf, type Nested, packLike, sortedKeys } from '../support/structure.js';

/** Where a leaf is: the keys and places that lead to it. */
export type TreePath = readonly (string | number)[];

/** What {@link traverse} is given for a part that becomes null. */
export const MAP_TO_NONE: unique symbol = Symbol('MAP_TO_NONE');

/** True for lists and dictionaries (plain objects); tensors, typed arrays and all else are leaves. */
export function isNested(structure: unknown): boolean {
  return isContainer(structure);
}

/** The leaves from left to right, those of dictionaries by sorted keys. */
export function flatten<T = unknown>(structure: Nested<T>): T[] {
  return leavesOf(structure);
}

/** The leaves as {@link flatten} gives them, each behind its path. */
export function flattenWithPath<T = unknown>(structure: Nested<T>): (readonly [path: TreePath, leaf: T])[] {
  return (
    partsOf(structure)?.flatMap(([key, part]) =>
      flattenWithPath(part as Nested<T>).map(([path, leaf]) => [[key, ...path], leaf] as const),
    ) ?? [[[], structure as T]]
  );
}

/**
 * The structure with what `func` gives for each leaf; of several structures it gets the leaves at the same place.
 *
 * @throws ValueError where the structures differ.
 *
 * @example
 * tf.keras.tree.mapStructure((a, b) => a + b, { x: 1, y: [2] }, { x: 10, y: [20] }); // { x: 11, y: [22] }
 */
export function mapStructure<T, U>(
  func: (...leaves: T[]) => U,
  structure: Nested<T>,
  ...others: readonly Nested<T>[]
): Nested<U> {
  checkFunction('tree.mapStructure', func);
  for (const other of others) compare('tree.mapStructure', structure, other, []);
  const columns = [structure, ...others].map((one) => leavesOf(one));
  return packLike<U>(
    structure,
    columns[0]!.map((_, i) => func(...columns.map((leaves) => leaves[i]!))),
  );
}

/**
 * As {@link mapStructure}, down to the leaves of `shallow` only: `func` gets what the structures have there, which may be
 * nested.
 *
 * @throws ValueError where a structure has not the form of `shallow`.
 */
export function mapStructureUpTo<U>(
  shallow: Nested<unknown>,
  func: (...parts: never[]) => U,
  ...structures: readonly unknown[]
): Nested<U> {
  const where = 'tree.mapStructureUpTo';
  checkFunction(where, func);
  if (structures.length === 0)
    throw new ValueError(`${where}: expected at least one structure; received none.`);
  const columns = structures.map((structure) => partsUpTo(where, shallow, structure, []));
  return packLike<U>(
    shallow,
    columns[0]!.map((_, i) => func(...(columns.map((parts) => parts[i]) as never[]))),
  );
}

/**
 * The form of `structure` with other leaves, which come as {@link flatten} gives them.
 *
 * @throws ValueError where there are more or fewer leaves than it has.
 */
export function packSequenceAs<T>(structure: Nested<unknown>, flatSequence: readonly T[]): Nested<T> {
  if (!Array.isArray(flatSequence))
    throw new ValueError(`tree.packSequenceAs: expected a list of leaves; received ${show(flatSequence)}.`);
  return packLike(structure, flatSequence as readonly T[]);
}

/**
 * Says nothing where both have the same lists and keys.
 *
 * @throws ValueError that says where they differ.
 */
export function assertSameStructure(a: unknown, b: unknown): void {
  compare('tree.assertSameStructure', a, b, []);
}

/** The same for the paths of the leaves alone. */
export function assertSamePaths(a: unknown, b: unknown): void {
  const [of, other] = [a, b].map(
    (one) => new Set(flattenWithPath(one as Nested<unknown>).map(([path]) => JSON.stringify(path))),
  ) as [Set<string>, Set<string>];
  const missing = [...of].find((path) => !other.has(path)) ?? [...other].find((path) => !of.has(path));
  if (missing !== undefined)
    throw new ValueError(`tree.assertSamePaths: expected the same paths; only one of both has ${missing}.`);
}

/**
 * Calls `func` for every part, the whole first: what it gives takes the part's place and is not looked into; with null or
 * undefined the parts in it are next. {@link MAP_TO_NONE} makes the part null. With `topDown` false the parts come
 * first, and `func` gets what has become of them.
 */
export function traverse(func: (part: unknown) => unknown, structure: unknown, topDown = true): unknown {
  checkFunction('tree.traverse', func);
  const inside = (part: unknown) => mapParts(part, (one) => traverse(func, one, topDown));
  const part = topDown ? structure : inside(structure);
  const found = func(part) ?? undefined;
  if (found === MAP_TO_NONE) return null;
  return found !== undefined ? found : topDown ? inside(part) : part;
}

/** The structure with what `func` gives for each shape, as `[null, 3]`. */
export function mapShapeStructure<U>(func: (shape: Shape) => U, structure: Shapes): Nested<U> {
  checkFunction('tree.mapShapeStructure', func);
  return isShape(structure)
    ? func(structure)
    : (mapParts(structure, (part) => mapShapeStructure(func, part as Shapes)) as Nested<U>);
}

/** What is one level below, by sorted keys; undefined for a leaf. */
function partsOf(value: unknown): (readonly [key: string | number, part: unknown])[] | undefined {
  if (!isContainer(value)) return undefined;
  if (Array.isArray(value)) return value.map((part, i) => [i, part] as const);
  const dictionary = value as { readonly [name: string]: unknown };
  return sortedKeys(dictionary).map((key) => [key, dictionary[key]] as const);
}

function mapParts(value: unknown, change: (part: unknown) => unknown): unknown {
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(change);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}

/** An error where the two differ above the leaves. */
function compare(where: string, a: unknown, b: unknown, path: TreePath): void {
  const parts = partsOf(a);
  checkForm(where, a, b, path);
  if (parts === undefined && isContainer(b)) refuse(where, path, 'a leaf', b);
  for (const [key, part] of parts ?? [])
    compare(where, part, (b as Record<string, unknown>)[key], [...path, key]);
}

/** What `value` has in the places of the leaves of `shallow`. */
function partsUpTo(where: string, shallow: unknown, value: unknown, path: TreePath): unknown[] {
  checkForm(where, shallow, value, path);
  const parts = partsOf(shallow);
  if (parts === undefined) return [value];
  return parts.flatMap(([key, part]) =>
    partsUpTo(where, part, (value as Record<string, unknown>)[key], [...path, key]),
  );
}

function checkForm(where: string, expected: unknown, value: unknown, path: TreePath): void {
  const [keys, received] = [expected, value].map((one) => partsOf(one)?.map(([key]) => key));
  if (keys === undefined) return;
  const isList = Array.isArray(expected);
  if (isList === Array.isArray(value) && JSON.stringify(keys) === JSON.stringify(received)) return;
  refuse(where, path, isList ? `a list of ${keys.length}` : `a dictionary of ${keys.join(', ')}`, value);
}

function refuse(where: string, path: TreePath, expected: string, received: unknown): never {
  const at = path.length === 0 ? '' : ` at ${path.join('.')}`;
  throw new ValueError(`${where}: expected ${expected}${at}; received ${show(received)}.`);
}

function checkFunction(where: string, func: unknown): void {
  if (typeof func !== 'function')
    throw new ValueError(`${where}: expected a function as its first argument; received ${show(func)}.`);
}
