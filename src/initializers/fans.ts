import { type KnownShape, sizeOf } from '../support/shape.js';

/** How many inputs and outputs a unit has: of a kernel `(..., inputs, outputs)`, times the receptive field. */
export function computeFans(
  shape: KnownShape,
  inputAxes: readonly number[] | null = null,
  outputAxes: readonly number[] | null = null,
): { fanIn: number; fanOut: number } {
  if (inputAxes !== null && outputAxes !== null) {
    const over = (axes: readonly number[]) => sizeOf(axes.map((axis) => shape.at(axis)!));
    return { fanIn: over(inputAxes), fanOut: over(outputAxes) };
  }
  const last = shape.at(-1) ?? 1;
  const receptiveField = sizeOf(shape.slice(0, -2));
  return { fanIn: (shape.at(-2) ?? last) * receptiveField, fanOut: last * receptiveField };
}
