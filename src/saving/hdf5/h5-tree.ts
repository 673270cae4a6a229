import { ValueError } from '../../support/errors.js';

/** Numbers as HDF5 has them. */
export type H5Data =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

/** A data set: its sizes and its values. */
export interface H5Array {
  readonly shape: readonly number[];
  readonly data: H5Data;
}

/** The value of an attribute. */
export type H5Attribute = string | number | readonly string[] | readonly number[];

/** A group with everything in it. A file is its outermost group. */
export interface H5Group {
  readonly attributes: Map<string, H5Attribute>;
  readonly children: Map<string, H5Group | H5Array>;
}

/** An empty group. */
export function h5Group(attributes: Iterable<readonly [string, H5Attribute]> = []): H5Group {
  return { attributes: new Map(attributes), children: new Map() };
}

/** True for a data set. */
export function isH5Array(node: H5Group | H5Array | undefined): node is H5Array {
  return node !== undefined && 'shape' in node;
}

/** The group at a path such as `layers/dense/vars`, made where it is missing. */
export function makeGroup(root: H5Group, path: string): H5Group {
  let group = root;
  for (const name of split(path)) {
    let next = group.children.get(name);
    if (next === undefined) {
      next = h5Group();
      group.children.set(name, next);
    }
    if (isH5Array(next)) throw new ValueError(`HDF5: ${path} lies in a data set.`);
    group = next;
  }
  return group;
}

/** What is at a path, or undefined. */
export function h5At(root: H5Group, path: string): H5Group | H5Array | undefined {
  let node: H5Group | H5Array | undefined = root;
  for (const name of split(path)) {
    if (node === undefined || isH5Array(node)) return undefined;
    node = node.children.get(name);
  }
  return node;
}

/** The group at a path, or undefined. */
export function groupAt(root: H5Group, path: string): H5Group | undefined {
  const node = h5At(root, path);
  return isH5Array(node) ? undefined : node;
}

/** The data sets of a group whose names are numbers, in the order of the numbers. */
export function numberedArrays({ children }: H5Group): H5Array[] {
  return [...children]
    .sort(([a], [b]) => Number(a) - Number(b))
    .flatMap(([, child]) => (isH5Array(child) ? [child] : []));
}

/** The numbers in all data sets together. */
export function countValues({ children }: H5Group): number {
  let count = 0;
  for (const child of children.values()) count += isH5Array(child) ? child.data.length : countValues(child);
  return count;
}

function split(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}
