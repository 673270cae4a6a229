import { show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { type KnownShape, type Shape, showShape, sizeOf } from '../../support/shape.js';
import { flatten, isContainer, type Nested } from '../../support/structure.js';
import type { Element, InnerPipeline } from '../element.js';
import { reshapedSpec, specOf } from '../element-spec.js';
import { emptyValues, HostTensor, partOf, putValues } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { batchWith } from './batch.js';

/** A shape for each value; arrays of numbers are shapes, other arrays tuples of them. */
export type PaddedShapes = Shape | readonly PaddedShapes[] | { readonly [name: string]: PaddedShapes };

/** Options of `paddedBatch`. */
export interface PaddedBatchOptions {
  /** The shape of each value; `null` and -1 for the largest of the batch, which is the default for all axes. */
  readonly paddedShapes?: PaddedShapes | undefined;
  /** What is filled in, one for all or one for each value; 0 (texts: '') by default. */
  readonly paddingValues?: Nested<number | string> | undefined;
  /** True: a last batch that is not full is left out. */
  readonly dropRemainder?: boolean | undefined;
}

/** Batches of elements whose shapes differ, filled up to one shape. */
export function paddedBatch(
  input: Stage<Element>,
  size: number,
  { paddedShapes, paddingValues, dropRemainder = false }: PaddedBatchOptions,
): Stage<Element> {
  const shapes = paddedShapes === undefined ? undefined : shapesOf(paddedShapes);
  const fills = paddingValues === undefined ? undefined : flatten(paddingValues);
  const shapeAt = (place: number) => shapes?.[shapes.length === 1 ? 0 : place];
  const stage = batchWith(input, 'paddedBatch', size, dropRemainder, (where, leaves, place) => {
    const tensors = leaves.map((leaf) => hostOf(where, leaf));
    const shape = paddedShape(where, tensors, shapeAt(place));
    const fill = fills?.[fills.length === 1 ? 0 : place];
    return joinPadded(where, tensors, shape, fill);
  });
  const told = specOf(input, false) !== undefined;
  const spec = reshapedSpec(input, (shape, place) => {
    // Where only the first element tells, all axes may vary: that is why somebody pads.
    const largest = told ? shape : shape.map(() => null);
    const wanted = shapeAt(place)?.map((side) => (side === -1 ? null : side));
    return [dropRemainder ? size : null, ...(wanted ?? largest)];
  });
  return { ...stage, spec };
}

function hostOf(where: string, leaf: HostTensor | InnerPipeline): HostTensor {
  if (leaf instanceof HostTensor) return leaf;
  throw new ValueError(`${where}: expected tensors; received a dataset.`);
}

function shapesOf(given: PaddedShapes): Shape[] {
  if (Array.isArray(given) && given.every((size) => size === null || typeof size === 'number'))
    return [given as Shape];
  if (Array.isArray(given)) return (given as PaddedShapes[]).flatMap(shapesOf);
  if (isContainer(given)) {
    const shapes = given as { readonly [name: string]: PaddedShapes };
    return Object.keys(shapes)
      .sort()
      .flatMap((key) => shapesOf(shapes[key]!));
  }
  throw new ValueError(`Dataset.paddedBatch: paddedShapes must hold shapes; received ${show(given)}.`);
}

function paddedShape(where: string, tensors: readonly HostTensor[], wanted: Shape | undefined): number[] {
  const { shape: first } = tensors[0]!;
  const other = tensors.find(({ shape }) => shape.length !== first.length);
  const ranks = wanted === undefined ? first : wanted;
  if (other !== undefined || ranks.length !== first.length) {
    throw new ShapeError(
      `${where}: expected values of rank ${ranks.length}; received the shape ${showShape(other?.shape ?? first)}.`,
    );
  }
  return first.map((_, axis) => {
    const largest = Math.max(...tensors.map(({ shape }) => shape[axis]!));
    const size = wanted?.[axis];
    if (size === undefined || size === null || size === -1) return largest;
    if (size >= largest) return size;
    throw new ShapeError(
      `${where}: expected at most ${size} in axis ${axis}, as paddedShapes says; received ${largest}.`,
    );
  });
}

function joinPadded(
  where: string,
  tensors: readonly HostTensor[],
  shape: KnownShape,
  fill: number | string | undefined,
): HostTensor {
  const { dtype } = tensors[0]!;
  if (fill !== undefined && (typeof fill === 'string') !== (dtype === 'string')) {
    throw new ValueError(`${where}: paddingValues must fit ${dtype}; received ${show(fill)}.`);
  }
  const size = sizeOf(shape);
  const values = emptyValues(dtype, size * tensors.length);
  if (fill !== undefined) (values as unknown[] | Float32Array).fill(fill as never);
  for (const [i, tensor] of tensors.entries()) {
    putPadded(values, tensor, shape, i * size);
  }
  return new HostTensor(values, [tensors.length, ...shape], dtype);
}

/** Copies runs along the last axis to where they are in the larger shape. */
function putPadded(to: HostTensor['values'], tensor: HostTensor, shape: KnownShape, offset: number): void {
  const run = tensor.shape.at(-1) ?? 1;
  const runs = run === 0 ? 0 : tensor.size / run;
  for (let i = 0; i < runs; i++) {
    let rest = i;
    let at = 0;
    let stride = shape.at(-1) ?? 1;
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      at += (rest % tensor.shape[axis]!) * stride;
      rest = Math.floor(rest / tensor.shape[axis]!);
      stride *= shape[axis]!;
    }
    putValues(to, partOf(tensor.values, i * run, (i + 1) * run), offset + at);
  }
}
