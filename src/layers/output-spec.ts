import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../support/shape.js';
import { flatten, isContainer, mapStructure, type Nested, packLike } from '../support/structure.js';
import { type CallOptions, isShape, type Shapes, type Tensors } from './call.js';
import { inCall } from './call-context.js';
import { type Masks, masksOf, setMask } from './mask.js';
import { type SymbolicInputs, SymbolicTensor } from './symbolic-tensor.js';

/** Symbolic tensors of one dtype for a structure of shapes. */
export function specFromShapes(shapes: Shapes, dtype: tf.DataType): SymbolicInputs {
  if (isShape(shapes)) return new SymbolicTensor({ shape: shapes, dtype });
  if (Array.isArray(shapes))
    return (shapes as readonly Shapes[]).map((shape) => specFromShapes(shape, dtype));
  return Object.fromEntries(
    Object.entries(shapes as Record<string, Shapes>).map(([key, shape]) => [
      key,
      specFromShapes(shape, dtype),
    ]),
  );
}

/** What {@link specByRunning} runs. */
export interface Runnable {
  readonly name: string;
  call(inputs: Tensors, options?: CallOptions): Tensors;
}

/**
 * The outputs of a layer that does not tell its output shape: it is run on zeros with each unknown size once as 2 and
 * once as 3; sizes that differ between the two runs are unknown in the output too.
 */
export function specByRunning(layer: Runnable, inputs: SymbolicInputs, options: CallOptions): SymbolicInputs {
  // Numbers and keys stand among the arguments of ops.
  const unknown = flatten<unknown>([inputs, options] as Nested<unknown>).some(
    (leaf) => leaf instanceof SymbolicTensor && leaf.shape.includes(null),
  );
  const first = run(layer, inputs, options, 2);
  const second = unknown ? run(layer, inputs, options, 3) : first;
  const specs = flatten(first).map(({ shape, dtype }, i) => {
    const other = flatten(second)[i]?.shape ?? [];
    return new SymbolicTensor({
      dtype,
      shape: shape.map((size, axis) => (size === other[axis] ? size : null)),
    });
  });
  return packLike(first, specs);
}

let trying = false;

/** True while a layer or op runs on zeros to tell its shapes: what these zeros are no input for must not fail. */
export function isTrial(): boolean {
  return trying;
}

/** What {@link noteMasks} asks. */
export interface Masking {
  computeMask(inputs: Tensors, mask: Masks): Masks;
}

/** True if one of these will have a mask. */
export function masksAmong(inputs: SymbolicInputs): boolean {
  return flatten(inputs).some((input) => input instanceof SymbolicTensor && input.maskShape !== null);
}

/** Masks are made for tokens and time steps: larger inputs that have none yet, as images, are not tried. */
const MOST = 100_000;

/**
 * Notes with the outputs of a layer which masks they will have, for the layers that are tried on them. Nothing is known
 * where the sizes of a trial do not go together, as an unknown number of steps beside five: what is wrong with a mask
 * shows when data comes.
 */
export function noteMasks(layer: Masking, inputs: SymbolicInputs, outputs: SymbolicInputs): void {
  const size = flatten(inputs).reduce((sum, { shape }) => sum + sizeOf(shape.map((n) => n ?? 2)), 0);
  if (size > MOST && !masksAmong(inputs)) return;
  const before = trying;
  trying = true;
  try {
    tf.tidy(() => {
      const zeros = withZeros(inputs, 2) as Tensors;
      const masks = layer.computeMask(zeros, masksOf(zeros));
      if (masks === null) return;
      const list = flatten(masks);
      flatten(outputs).forEach((output, i) => {
        const sizes = list[i]?.shape;
        output.maskShape = sizes?.map((size, axis) => (output.shape[axis] === null ? null : size)) ?? null;
      });
    });
  } catch {
    for (const output of flatten(outputs)) output.maskShape = null;
  } finally {
    trying = before;
  }
}

function run(layer: Runnable, inputs: SymbolicInputs, options: CallOptions, size: number): SymbolicInputs {
  let specs!: SymbolicInputs;
  const before = trying;
  trying = true;
  try {
    tf.tidy(() => {
      const zeros = withZeros(inputs, size) as Tensors;
      const masks = 'computeMask' in layer ? masksOf(zeros) : null;
      const given = {
        ...(masks !== null && { mask: masks }),
        ...(withZeros(options, size) as CallOptions),
        training: false,
      };
      const outputs = inCall(layer, false, true, () => layer.call(zeros, given));
      specs = mapStructure(outputs, ({ shape, dtype }) => new SymbolicTensor({ shape, dtype }));
    });
  } finally {
    trying = before;
  }
  return specs;
}

/** Zeros in the places of symbolic tensors, with `size` for unknown sizes and the masks that are known of. */
function withZeros(value: unknown, size: number): unknown {
  if (value instanceof SymbolicTensor) {
    const shape = value.shape.map((n) => n ?? size);
    const zeros = tf.zeros(shape, value.dtype as 'float32');
    if (value.maskShape !== null) {
      setMask(
        zeros,
        tf.ones(
          value.maskShape.map((n) => n ?? size),
          'bool',
        ),
      );
    }
    return zeros;
  }
  if (Array.isArray(value)) return value.map((item) => withZeros(item, size));
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withZeros(item, size)]));
}
