import * as tf from '@tensorflow/tfjs-core';
import { lateTensor, lyingValues, type NumberValues } from '../backends/recording/late-values.js';
import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { type KnownShape, showShape, sizeOf } from '../support/shape.js';
import { HostTensor, type HostType, type HostValues, partOf } from './host-tensor.js';

/** Typed arrays that a tensor can be made of. */
export type NumberBuffer =
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array;

/** Numbers in arrays, one level for each axis. */
export type NumberRows = readonly (number | boolean | NumberRows)[];

/** What data can be given as: a tensor, a typed array (one number a sample) or nested arrays. */
export type ColumnLike = tf.Tensor | NumberBuffer | NumberRows;

/** Rows of so many numbers are copied one by one: making a view of each takes longer. */
const FEW = 32;

/**
 * One input or label of all samples on the host: rows of equal shape, one behind the other. Batches are gathered from
 * it by row numbers, which costs a copy of the rows and no operation of the backend.
 */
export class Column {
  readonly length: number;
  readonly rowShape: KnownShape;
  readonly dtype: HostType;
  readonly #values: HostValues;
  readonly #rowSize: number;

  /** `whole`: the values that these are a part of; where they lie in the memory of a backend, they stay as long as it. */
  constructor(
    values: HostValues,
    shape: KnownShape,
    dtype: HostType,
    private readonly whole: HostValues = values,
  ) {
    this.length = shape[0] ?? 0;
    this.rowShape = shape.slice(1);
    this.dtype = dtype;
    this.#values = values;
    this.#rowSize = sizeOf(this.rowShape);
  }

  /** Bytes of all rows; 0 for texts. */
  get bytes(): number {
    return ArrayBuffer.isView(this.#values) ? this.#values.byteLength : 0;
  }

  /** The rows `order[start]` ... `order[end - 1]` as a tensor; without an order, the rows `start` ... `end - 1`. */
  gather(order: Int32Array | null, start: number, end: number): tf.Tensor {
    const shape = [end - start, ...this.rowShape];
    const late =
      this.dtype === 'string'
        ? null
        : lateTensor(shape, this.dtype, (into) => this.#fill(into, order, start, end), {
            values: this.#values as NumberValues,
            numbers(into) {
              if (order === null) for (let i = start; i < end; i++) into[i - start] = i;
              else into.set(order.subarray(start, end));
            },
          });
    return late ?? new HostTensor(this.#copy(order, start, end), shape, this.dtype).tensor();
  }

  /** The same rows on the host; they are copied where somebody uses them, until then `order` must stay as it is. */
  rows(order: Int32Array | null, start: number, end: number): HostTensor {
    const late = {
      values: () => this.#copy(order, start, end),
      tensor: () => this.gather(order, start, end),
    };
    return new HostTensor(late, [end - start, ...this.rowShape], this.dtype);
  }

  /** One row on the host; it may share the memory. */
  at(index: number): HostTensor {
    return new HostTensor(this.row(index), this.rowShape, this.dtype);
  }

  /** The rows `start` ... `end - 1` as a column; they share the memory. */
  slice(start: number, end: number): Column {
    const size = this.#rowSize;
    return new Column(
      partOf(this.#values, start * size, end * size),
      [end - start, ...this.rowShape],
      this.dtype,
      this.whole,
    );
  }

  /** The values of one row. Those of a backend are copied: a part does not keep them. */
  row(index: number): HostValues {
    const [from, to] = [index * this.#rowSize, (index + 1) * this.#rowSize];
    const values = this.#values;
    if (!Array.isArray(values) && values.buffer instanceof SharedArrayBuffer) return values.slice(from, to);
    return partOf(values, from, to);
  }

  #copy(order: Int32Array | null, start: number, end: number): HostValues {
    const size = this.#rowSize;
    const values = this.#values;
    if (Array.isArray(values)) {
      return Array.from({ length: end - start }, (_, i) => {
        const row = order === null ? start + i : (order[start + i] as number);
        return values.slice(row * size, (row + 1) * size);
      }).flat();
    }
    // A backend may keep the array that a tensor is made of, so even consecutive rows are copied.
    const count = (end - start) * size;
    const rows = this.dtype === 'int32' ? new Int32Array(count) : emptyLike(values, count);
    this.#fill(rows, order, start, end);
    return rows;
  }

  /** Writes rows of numbers. */
  #fill(into: NumberValues, order: Int32Array | null, start: number, end: number): void {
    const size = this.#rowSize;
    const values = this.#values as NumberValues;
    if (order === null) into.set(values.subarray(start * size, end * size));
    else if (size <= FEW)
      for (let i = start, to = 0; i < end; i++) {
        const from = (order[i] as number) * size;
        for (let j = from; j < from + size; j++) into[to++] = values[j] as number;
      }
    else
      for (let i = start; i < end; i++) {
        const from = (order[i] as number) * size;
        into.set(values.subarray(from, from + size), (i - start) * size);
      }
  }
}

/** Room that is filled at once: Node need not clear it before, which takes as long as filling it. */
function emptyLike(values: Float32Array | Int32Array | Uint8Array, count: number) {
  const { BYTES_PER_ELEMENT } = values instanceof Float32Array ? Float32Array : Uint8Array;
  const { buffer } = Buffer.allocUnsafeSlow(count * BYTES_PER_ELEMENT);
  return values instanceof Float32Array ? new Float32Array(buffer) : new Uint8Array(buffer);
}

/** True for what {@link toColumn} takes. */
export function isColumnLike(value: unknown): value is ColumnLike {
  return value instanceof tf.Tensor || ArrayBuffer.isView(value) || isNumberRows(value);
}

function isNumberRows(value: unknown): value is NumberRows {
  if (!Array.isArray(value)) return false;
  const first: unknown = value[0];
  return (
    typeof first === 'number' ||
    typeof first === 'boolean' ||
    ArrayBuffer.isView(first) ||
    isNumberRows(first)
  );
}

/**
 * Data as a column; `where` names it in errors, as "fit: x". Reads a tensor's values once.
 *
 * @param texts true where a tensor may have texts, for a model that begins with TextVectorization or the like
 */
export async function toColumn(where: string, data: ColumnLike, texts = false): Promise<Column> {
  if (!(data instanceof tf.Tensor)) return hostColumn(where, data);
  checkRank(where, data.shape);
  if (data.isDisposed) throw new ValueError(`${where}: the tensor is disposed of.`);
  if (texts && data.dtype === 'string') return new Column(await data.data<'string'>(), data.shape, 'string');
  const dtype = columnType(where, data.dtype);
  // data() and not dataSync(): WebGPU reads in the background only.
  const values = lyingValues(data) ?? (await data.data<'float32'>());
  return new Column(values, data.shape, dtype);
}

function columnType(where: string, dtype: tf.DataType): 'float32' | 'int32' | 'bool' {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new ValueError(`${where}: expected numbers; received a tensor of ${dtype}.`);
}

/** Numbers in arrays as a column. */
export function hostColumn(where: string, data: NumberBuffer | NumberRows): Column {
  if (!ArrayBuffer.isView(data)) return rowsColumn(where, data);
  if (data instanceof Float32Array) return new Column(data, [data.length], 'float32');
  if (data instanceof Float64Array) return new Column(Float32Array.from(data), [data.length], 'float32');
  if (data instanceof Int32Array || data instanceof Uint8Array)
    return new Column(data, [data.length], 'int32');
  return new Column(Int32Array.from(data), [data.length], 'int32');
}

function rowsColumn(where: string, rows: NumberRows): Column {
  const shape = shapeOfRows(rows);
  checkRank(where, shape);
  const values = new Float32Array(sizeOf(shape));
  let next = 0;
  const fill = (part: NumberRows | NumberBuffer, axis: number): void => {
    if (axis >= shape.length) {
      throw new ShapeError(`${where}: expected arrays of equal depth; received ${show(part)} among numbers.`);
    }
    if (part.length !== shape[axis]) {
      throw new ShapeError(
        `${where}: expected rows of equal length; received one of ${part.length} where others have ${shape[axis]}.`,
      );
    }
    for (const item of part) {
      if (typeof item === 'object' && item !== null) fill(item, axis + 1);
      else if (axis === shape.length - 1) values[next++] = toNumber(where, item);
      else throw new ShapeError(`${where}: expected arrays of equal depth; received ${item} among arrays.`);
    }
  };
  fill(rows, 0);
  return new Column(values, shape, 'float32');
}

/** A value that is missing, or text, would be 0 or NaN without a word. */
function toNumber(where: string, item: unknown): number {
  if (typeof item === 'number') return item;
  if (typeof item === 'boolean') return item ? 1 : 0;
  throw new ValueError(`${where}: expected numbers; received ${show(item)} among them.`);
}

function shapeOfRows(rows: NumberRows): number[] {
  const shape: number[] = [];
  let part: unknown = rows;
  while (Array.isArray(part) || ArrayBuffer.isView(part)) {
    shape.push((part as unknown as ArrayLike<unknown>).length);
    part = (part as unknown as ArrayLike<unknown>)[0];
  }
  return shape;
}

function checkRank(where: string, shape: KnownShape): void {
  if (shape.length === 0) {
    throw new ShapeError(
      `${where}: expected an axis of samples; received a scalar of shape ${showShape(shape)}.`,
    );
  }
}
