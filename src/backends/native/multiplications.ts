import { sizeOf } from '../../support/shape.js';

/** The shape of an input of an operation, by its place. */
type ShapeOf = (input: number) => readonly number[];

/** For each value that one filter gives, so many multiplications; the last axis of a filter counts the filters. */
const perValue = (filter: readonly number[]) => sizeOf(filter.slice(0, -1));

const COUNTS: Readonly<Record<string, (shapeOf: ShapeOf, output: readonly number[]) => number>> = {
  MatMul: (shapeOf, output) => sizeOf(shapeOf(0)) * output.at(-1)!,
  BatchMatMulV2: (shapeOf, output) => sizeOf(shapeOf(0)) * output.at(-1)!,
  Conv2D: (shapeOf, output) => sizeOf(output) * perValue(shapeOf(1)),
  Conv3D: (shapeOf, output) => sizeOf(output) * perValue(shapeOf(1)),
  // The inputs are the sizes of the image, the filter, and what a convolution of the image would give.
  Conv2DBackpropInput: (shapeOf) => sizeOf(shapeOf(2)) * perValue(shapeOf(1)),
  Conv3DBackpropInputV2: (shapeOf) => sizeOf(shapeOf(2)) * perValue(shapeOf(1)),
};

/** How many multiplications an operation of TensorFlow takes; 0 for all but matrix products and convolutions. */
export function multiplications(name: string, shapeOf: ShapeOf, output: readonly number[]): number {
  return COUNTS[name]?.(shapeOf, output) ?? 0;
}
