import type * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../support/errors.js';
import { type Shape, showShape } from '../support/shape.js';

/** The shape of a dropout's draws for an input: `noiseShape` with the input's sizes in the places of null. */
export function noiseShapeFor(
  layer: { readonly className: string; readonly name: string; readonly noiseShape: Shape | null },
  inputs: tf.Tensor,
): number[] {
  const { noiseShape } = layer;
  if (noiseShape === null) return inputs.shape;
  if (noiseShape.length === inputs.rank) return noiseShape.map((size, axis) => size ?? inputs.shape[axis]!);
  throw new ShapeError(
    `${layer.className} ${layer.name}: expected noiseShape with ${inputs.rank} axes, as the input has; received ${showShape(noiseShape)}.`,
  );
}
