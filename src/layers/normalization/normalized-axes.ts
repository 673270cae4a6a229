import { checkInteger, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { positiveAxis, type Shape, showShape } from '../../support/shape.js';

/** One axis or several, as a list without repetitions. */
export function axesFor(where: string, axis: number | readonly number[]): readonly number[] {
  const axes = [axis].flat();
  for (const one of axes) checkInteger(where, 'axis', one);
  if (axes.length > 0 && new Set(axes).size === axes.length) return axes.sort((a, b) => a - b);
  throw new ValueError(`${where}: axis must be one axis or several different ones; received ${show(axis)}.`);
}

/** The axes counted from the front, in order. */
export function positiveAxes(where: string, axes: readonly number[], rank: number): number[] {
  return axes.map((axis) => positiveAxis(where, axis, rank)).sort((a, b) => a - b);
}

/** The size of an axis, or a ShapeError if it is not known. */
export function knownSize(where: string, shape: Shape, axis: number): number {
  const size = shape[positiveAxis(where, axis, shape.length)] ?? null;
  if (size !== null) return size;
  throw new ShapeError(
    `${where}: expected axis ${axis} of a known size; received shape ${showShape(shape)}.`,
  );
}

/** `shape` where the axis is one of `axes`, else 1: what a weight over these axes is spread to. */
export function spreadShape(shape: readonly number[], axes: readonly number[]): number[] {
  return shape.map((size, axis) => (axes.includes(axis) ? size : 1));
}
