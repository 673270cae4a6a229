import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '../backends/tensor.js';
import { callIt, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { Shape } from '../support/shape.js';
import { flatten, isContainer, mapStructure, type Nested } from '../support/structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** Tensors, also in lists and dictionaries: what models and layers take and give. */
export type Tensors = Nested<tf.Tensor>;

/** Numbers in arrays, made into a tensor. */
export type NumberArray = number | boolean | readonly NumberArray[];

/** Texts in arrays, for the layers that take text. */
export type TextArray = string | readonly TextArray[];

/** What a layer can be called on: tensors in any structure, or numbers in arrays. */
export type Inputs = Tensors | NumberArray | TextArray;

/** The shapes of a layer's inputs, in the structure of the inputs. */
export type Shapes = Shape | readonly Shapes[] | { readonly [name: string]: Shapes };

/** Options of a call of a layer; a layer may take more of its own. */
export interface CallOptions {
  /** True while training: dropout drops, batch normalization takes the batch's statistics. */
  readonly training?: boolean | undefined;
  /** Which time steps count: a boolean tensor `[batch, time]`, in the structure of the inputs. */
  readonly mask?: Nested<tf.Tensor | null> | null | undefined;
  /** The states that a recurrent layer begins with. */
  readonly initialState?: Nested<tf.Tensor> | Nested<SymbolicTensor> | undefined;
  readonly [name: string]: unknown;
}

/**
 * What a call gives. Of a layer or model whose kind is not known it is taken to be one tensor. The first condition always
 * holds, and the second stands in a list: so the compiler knows what `this(x)` gives in a class.
 */
export type ResultOf<L extends { call(...args: never[]): unknown }> = L extends {
  call(...args: never[]): infer R;
}
  ? [Tensors extends R ? Tensor : tf.Tensor extends R ? Tensor : R][0]
  : never;

/** True for `[null, 784]`: a shape, and not a list of shapes. */
export function isShape(value: Shapes): value is Shape {
  return Array.isArray(value) && value.every((size) => size === null || typeof size === 'number');
}

/** The shapes of tensors or symbolic tensors, in their structure. */
export function shapesOf(inputs: Nested<{ readonly shape: Shape }>): Shapes {
  return mapStructure(inputs, ({ shape }) => shape as unknown) as Shapes;
}

/** The shapes with an unknown batch size. */
export function batchShapesOf(inputs: Tensors): Shapes {
  const shapes = mapStructure(
    inputs,
    ({ shape }) => shape.map((size, axis) => (axis === 0 ? null : size)) as unknown,
  );
  return shapes as Shapes;
}

/** Numbers in arrays become tensors, and texts where a layer takes text; tensors stay as they are. */
export function toTensors(inputs: Inputs, where = 'layer', takesText = false): Tensors {
  if (inputs instanceof tf.Tensor) return inputs;
  if (isValue(inputs, takesText) || holdsValues(inputs, takesText)) return tf.tensor(inputs as tf.TensorLike);
  const leaves = isContainer(inputs) ? flatten(inputs as Nested<unknown>) : [inputs];
  const wrong = leaves.findIndex(
    (leaf) => !(leaf instanceof tf.Tensor) && !(leaf === null && isContainer(inputs)),
  );
  if (wrong < 0) return inputs as Tensors;
  throw new ValueError(
    `${where}: expected tensors or arrays of numbers; received ${show(leaves[wrong])}.`,
    callIt(leaves[wrong]),
  );
}

function holdsValues(value: unknown, takesText: boolean): boolean {
  if (ArrayBuffer.isView(value)) return true;
  if (!Array.isArray(value)) return false;
  const first: unknown = value[0];
  return isValue(first, takesText) || holdsValues(first, takesText);
}

function isValue(value: unknown, takesText: boolean): boolean {
  return ['number', 'boolean', ...(takesText ? ['string'] : [])].includes(typeof value);
}

/** The first tensor of a structure. */
export function firstTensor(tensors: Tensors): tf.Tensor | undefined {
  return tensors instanceof tf.Tensor ? tensors : flatten(tensors).find((leaf) => leaf instanceof tf.Tensor);
}
