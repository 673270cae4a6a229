import type { DataType } from '@tensorflow/tfjs-core';
import { ShapeError } from '../support/errors.js';
import { type Shape, showShape } from '../support/shape.js';

/** What a layer expects of one input; what is left out may be anything. */
export interface InputSpec {
  /** The shape, batch axis first; `null` fits any size. */
  readonly shape?: Shape;
  readonly ndim?: number;
  readonly minNdim?: number;
  readonly maxNdim?: number;
  /** Sizes of single axes, as `{ [-1]: 784 }`. */
  readonly axes?: Readonly<Record<number, number>>;
  /** A last axis of size 1 may be there or not. */
  readonly allowLastAxisSqueeze?: boolean;
  readonly dtype?: DataType;
  /** The name of the input, for errors. */
  readonly name?: string;
}

/** Throws a ShapeError that names `where` if a tensor (or symbolic tensor) does not fit the spec. */
export function checkInput(
  where: string,
  spec: InputSpec,
  input: { readonly shape: Shape; readonly dtype: DataType },
): void {
  const { shape } = input;
  const rank = shape.length;
  if (spec.ndim !== undefined && rank !== spec.ndim) {
    fail(where, `${spec.ndim} axes`, shape, rank === spec.ndim - 1 ? missingAxisFix(shape) : undefined);
  }
  if (spec.minNdim !== undefined && rank < spec.minNdim) fail(where, `at least ${spec.minNdim} axes`, shape);
  if (spec.maxNdim !== undefined && rank > spec.maxNdim) fail(where, `at most ${spec.maxNdim} axes`, shape);
  for (const [key, size] of Object.entries(spec.axes ?? {})) {
    const axis = Number(key);
    const found = shape[axis < 0 ? axis + rank : axis];
    if (found !== undefined && found !== null && found !== size) {
      fail(
        where,
        `size ${size} in axis ${axis}`,
        shape,
        rank > 2 ? flattenFix(shape, axis, size) : undefined,
      );
    }
  }
  if (spec.shape !== undefined && !fits(spec.shape, shape, spec.allowLastAxisSqueeze ?? false)) {
    fail(where, `shape ${showShape(spec.shape)}`, shape, reshapeFix(spec.shape, shape));
  }
}

function fits(expected: Shape, shape: Shape, squeeze: boolean): boolean {
  if (sameSizes(expected, shape)) return true;
  if (!squeeze) return false;
  const longer = shape.length === expected.length + 1 && shape.at(-1) === 1;
  const shorter = shape.length === expected.length - 1 && expected.at(-1) === 1;
  return (
    (longer && sameSizes(expected, shape.slice(0, -1))) ||
    (shorter && sameSizes(expected.slice(0, -1), shape))
  );
}

function sameSizes(expected: Shape, shape: Shape): boolean {
  return (
    expected.length === shape.length &&
    expected.every((size, i) => size === null || shape[i] === null || size === shape[i])
  );
}

function fail(where: string, expected: string, shape: Shape, fix?: string): never {
  throw new ShapeError(
    `${where}: expected an input with ${expected}; received shape ${showShape(shape)}.`,
    fix === undefined ? {} : { fix },
  );
}

/** Grey images come without channels, series of numbers without features. */
function missingAxisFix(shape: Shape): string {
  const row = shape.slice(1).map((size) => size ?? 'null');
  return `x.expandDims(-1), or new layers.Reshape({ targetShape: [${[...row, 1].join(', ')}] }) in front`;
}

function flattenFix(shape: Shape, axis: number, size: number): string | undefined {
  const rows = shape.slice(1);
  if (
    axis !== -1 ||
    rows.some((n) => n === null) ||
    rows.reduce<number>((a, b) => a * (b ?? 1), 1) !== size
  ) {
    return undefined;
  }
  return `flatten the rows: x.reshape([x.shape[0], ${size}]), or put a Flatten layer in front`;
}

function reshapeFix(expected: Shape, shape: Shape): string | undefined {
  const wanted = expected.slice(1);
  const given = shape.slice(1);
  const product = (sizes: Shape) => sizes.reduce<number>((a, b) => a * (b ?? Number.NaN), 1);
  if (product(wanted) === product(given)) return `x.reshape([x.shape[0], ${wanted.join(', ')}])`;
  if (product(wanted) === product(shape))
    return `the batch axis is missing: x.reshape([1, ${wanted.join(', ')}]), or dataset.batch(32) for a data set`;
  return undefined;
}
