import * as tf from '@tensorflow/tfjs-core';
import { flatten, isContainer, mapStructure, type Nested, packLike } from '../support/structure.js';
import { type CallOptions, isShape, type Shapes, type Tensors } from './call.js';
import { inCall } from './call-context.js';
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

function run(layer: Runnable, inputs: SymbolicInputs, options: CallOptions, size: number): SymbolicInputs {
  let specs!: SymbolicInputs;
  const before = trying;
  trying = true;
  try {
    tf.tidy(() => {
      const given = { ...(withZeros(options, size) as CallOptions), training: false };
      const outputs = inCall(layer, false, true, () => layer.call(withZeros(inputs, size) as Tensors, given));
      specs = mapStructure(outputs, ({ shape, dtype }) => new SymbolicTensor({ shape, dtype }));
    });
  } finally {
    trying = before;
  }
  return specs;
}

/** Zeros in the places of symbolic tensors, with `size` for unknown sizes. */
function withZeros(value: unknown, size: number): unknown {
  if (value instanceof SymbolicTensor) {
    const shape = value.shape.map((n) => n ?? size);
    return tf.zeros(shape, value.dtype as 'float32');
  }
  if (Array.isArray(value)) return value.map((item) => withZeros(item, size));
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withZeros(item, size)]));
}
