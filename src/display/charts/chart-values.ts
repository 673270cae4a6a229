import { inspect } from 'node:util';
import { ShapeError, ValueError } from '../../support/errors.js';

/** Values that charts take: a tensor, a typed array, an array, or nested arrays. */
export type ChartInput =
  | ArrayLike<number>
  | readonly ChartInput[]
  | { readonly shape: readonly number[]; dataSync(): ArrayLike<number | string> };

/** Numbers in row-major order with their shape. */
export interface ChartValues {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}

/** Reads numbers; `where` names the call and the argument for errors. */
export function chartValues(input: ChartInput, where: string): ChartValues {
  if (hasData(input)) {
    const values = input.dataSync();
    if (typeof values[0] === 'string') {
      throw new ValueError(`${where} must be numbers; received a tensor of strings.`);
    }
    return { values: values as ArrayLike<number>, shape: input.shape };
  }
  if (ArrayBuffer.isView(input)) {
    const values = input as unknown as ArrayLike<number>;
    return { values, shape: [values.length] };
  }
  if (Array.isArray(input)) return nested(input, where);
  throw new ValueError(
    `${where} must be a tensor, a typed array or an array of numbers; received ${inspect(input, { depth: 0 })}.`,
  );
}

/** True for what {@link chartValues} reads: a tensor, a typed array or an array. */
export function isChartInput(input: unknown): input is ChartInput {
  return hasData(input) || ArrayBuffer.isView(input) || Array.isArray(input);
}

function hasData(
  input: unknown,
): input is { shape: readonly number[]; dataSync(): ArrayLike<number | string> } {
  return (
    input !== null &&
    typeof input === 'object' &&
    typeof (input as { dataSync?: unknown }).dataSync === 'function' &&
    Array.isArray((input as { shape?: unknown }).shape)
  );
}

function nested(input: readonly ChartInput[], where: string): ChartValues {
  const shape: number[] = [];
  for (let level: unknown = input; isList(level); level = level[0]) shape.push(level.length);
  const values: number[] = [];
  const walk = (item: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (typeof item !== 'number' && typeof item !== 'boolean') {
        throw new ValueError(`${where} must be numbers; received ${inspect(item, { depth: 0 })} among them.`);
      }
      values.push(Number(item));
      return;
    }
    if (!isList(item) || item.length !== shape[depth]) {
      const found = isList(item) ? `one of length ${item.length}` : inspect(item, { depth: 0 });
      throw new ShapeError(
        `${where} must be arrays of one length; expected ${shape[depth]} elements; received ${found}.`,
      );
    }
    for (let index = 0; index < item.length; index++) walk(item[index], depth + 1);
  };
  walk(input, 0);
  return { values, shape };
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Class numbers with the share that the model gave to each, where it gave one. */
export interface ChartClasses {
  readonly classes: readonly number[];
  readonly probabilities?: readonly number[];
  /** How many classes the input can tell, if it says so: the columns of one-hot rows. */
  readonly count?: number;
}

/**
 * Reads classes: whole numbers as they are; rows (one-hot or probabilities) by their largest value; one probability
 * a row by whether it is above 0.5.
 */
export function chartClasses(input: ChartInput, where: string): ChartClasses {
  const { values, shape } = chartValues(input, where);
  const width = shape.length > 1 ? shape.at(-1)! : 1;
  const length = width === 0 ? 0 : values.length / width;
  if (width > 1) {
    const classes: number[] = [];
    const probabilities: number[] = [];
    for (let row = 0; row < length; row++) {
      let best = 0;
      for (let column = 1; column < width; column++) {
        if (values[row * width + column]! > values[row * width + best]!) best = column;
      }
      classes.push(best);
      probabilities.push(values[row * width + best]!);
    }
    return { classes, probabilities, count: width };
  }
  const list = Array.from({ length }, (_, index) => values[index]!);
  if (list.every((value) => Number.isInteger(value) && value >= 0)) return { classes: list };
  if (list.every((value) => value >= 0 && value <= 1)) {
    const classes = list.map((value) => (value > 0.5 ? 1 : 0));
    return { classes, probabilities: list.map((value) => Math.max(value, 1 - value)), count: 2 };
  }
  throw new ValueError(
    `${where} must be class numbers, one-hot rows or probabilities; received ${list.find((value) => !(Number.isInteger(value) && value >= 0))}.`,
  );
}
