import { ShapeError } from './errors.js';

/** A shape in which `null` is a size that is not known yet, as the batch size of a model's input. */
export type Shape = readonly (number | null)[];

/** A shape in which every size is known. */
export type KnownShape = readonly number[];

/** Keras's text form: `(null, 784)`, and `(3,)` for one axis. */
export function showShape(shape: Shape): string {
  return `(${shape.map(String).join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** The number of elements; 1 for a scalar. */
export function sizeOf(shape: KnownShape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** True if both have the same rank and the same sizes, where an unknown size fits anything. */
export function shapesMatch(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === null || b[i] === null || size === b[i]);
}

/** The shape as numbers, or a ShapeError that names `where` if a size is unknown. */
export function knownShape(where: string, shape: Shape): number[] {
  return shape.map((size) => {
    if (size !== null) return size;
    throw new ShapeError(`${where}: expected a shape without unknown sizes; received ${showShape(shape)}.`);
  });
}

/** `axis` counted from the front, or a ShapeError if the rank has no such axis. */
export function positiveAxis(where: string, axis: number, rank: number): number {
  const index = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && index >= 0 && index < rank) return index;
  throw new ShapeError(`${where}: axis must be in [${-rank}, ${rank - 1}]; received ${axis}.`);
}
