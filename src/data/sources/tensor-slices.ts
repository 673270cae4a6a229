import * as tf from '@tensorflow/tfjs-core';
import { lyingValues } from '../../backends/recording/late-values.js';
import { show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { flatten, isContainer, type Nested } from '../../support/structure.js';
import { Column, type ColumnLike, hostColumn } from '../column.js';
import { regularTensor } from '../element.js';
import type { HostType, HostValues } from '../host-tensor.js';
import type { Rows } from '../rows.js';

/** What can be cut into rows: tensors, typed arrays, nested arrays of numbers, arrays of texts; in tuples and dictionaries. */
export type SliceLike =
  | ColumnLike
  | readonly string[]
  | readonly SliceLike[]
  | { readonly [name: string]: SliceLike };

const WHERE = 'Dataset.fromTensorSlices';

/** The columns of tensors and arrays whose first axes are equal. */
export function tensorSlices(given: SliceLike): Rows {
  const columns = columnsOf(WHERE, given);
  const [first, ...others] = flatten(columns);
  if (first === undefined) throw new ValueError(`${WHERE}: expected tensors or arrays; received none.`);
  const odd = others.find(({ length }) => length !== first.length);
  if (odd !== undefined) {
    throw new ShapeError(
      `${WHERE}: expected parts with one number of rows; received ${[first, ...others].map(({ length }) => length).join(', ')}.`,
    );
  }
  return { columns, count: first.length };
}

function columnsOf(where: string, given: unknown): Nested<Column> {
  if (given instanceof tf.Tensor) return tensorColumn(where, given);
  if (ArrayBuffer.isView(given)) return hostColumn(where, given as Float32Array);
  if (Array.isArray(given)) {
    const regular = regularTensor(given);
    if (regular !== undefined) return new Column(regular.values, regular.shape, regular.dtype);
    return given.map((part, i) => columnsOf(`${where}[${i}]`, part));
  }
  if (isContainer(given)) {
    return Object.fromEntries(
      Object.entries(given).map(([key, part]) => [key, columnsOf(`${where}.${key}`, part)]),
    );
  }
  throw new ValueError(
    `${where}: expected tensors or arrays, in tuples and dictionaries; received ${show(given)}.`,
  );
}

function tensorColumn(where: string, tensor: tf.Tensor): Column {
  if (tensor.isDisposed) throw new ValueError(`${where}: the tensor is disposed of.`);
  if (tensor.rank === 0) {
    throw new ShapeError(`${where}: expected an axis of rows; received a scalar.`, {
      fix: 'Dataset.fromTensors gives it as one element',
    });
  }
  const values = lyingValues(tensor) ?? (tensor.dataSync() as unknown as HostValues);
  return new Column(values, tensor.shape, tensor.dtype as HostType);
}
