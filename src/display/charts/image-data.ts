import { ShapeError, ValueError } from '../../support/errors.js';
import { type ChartInput, type ChartValues, chartClasses, chartValues } from './chart-values.js';
import type { Pixels } from './encode-png.js';

/** Options of `charts.images`. */
export interface ImagesOptions {
  /** The true class of each image: class numbers, one-hot rows or words. */
  readonly labels?: ChartInput | readonly string[];
  /** The predicted class of each image: class numbers, rows of probabilities (which are shown too) or words. */
  readonly predictions?: ChartInput | readonly string[];
  /** Names of the classes, in the order of their numbers. */
  readonly classNames?: readonly string[];
  /** At most that many images; 24 by default. */
  readonly limit?: number;
  /** Numbers of the images to show, as `[8, 66, 80]`; by default the first ones. */
  readonly indices?: readonly number[];
  /** The values that are black and white; by default 0 and 1, 0 and 255, or 0 and the largest value where that is below 64. */
  readonly range?: readonly [low: number, high: number];
}

/** One image with what is written under it. */
export interface Tile {
  readonly index: number;
  readonly pixels: Pixels;
  readonly label?: string;
  readonly prediction?: string;
  /** The probability that the model gave to its prediction. */
  readonly probability?: number;
  /** True if label and prediction differ. */
  readonly wrong: boolean;
}

/** The images that are shown, and how many there are. */
export interface Tiles {
  readonly tiles: readonly Tile[];
  readonly total: number;
  /** How many of the images that were asked for, shown or not, are predicted wrong; absent without both sides. */
  readonly wrong?: { readonly count: number; readonly of: number };
}

const LIMIT = 24;
const WHERE = 'charts.images';

/** Cuts a batch of images into tiles. */
export function imageTiles(input: ChartInput, options: ImagesOptions): Tiles {
  const batch = asBatch(chartValues(input, `${WHERE}: images`));
  const { count } = batch;
  const labels = readClasses(options.labels, 'labels', options.classNames);
  const guesses = readClasses(options.predictions, 'predictions', options.classNames);
  for (const [name, given] of [
    ['labels', labels],
    ['predictions', guesses],
  ] as const) {
    if (given && given.names.length !== count) {
      throw new ShapeError(
        `${WHERE}: ${name} must be as many as images, ${count}; received ${given.names.length}.`,
      );
    }
  }
  const indices = options.indices ?? Array.from({ length: count }, (_, index) => index);
  const chosen = indices.slice(0, options.limit ?? LIMIT);
  const odd = chosen.find((index) => !Number.isInteger(index) || index < 0 || index >= count);
  if (odd !== undefined) {
    throw new ValueError(`${WHERE}: indices must be numbers of images, 0 to ${count - 1}; received ${odd}.`);
  }
  const isWrong = (index: number) =>
    labels !== undefined && guesses !== undefined && labels.names[index] !== guesses.names[index];
  const compared = labels !== undefined && guesses !== undefined;
  const scale = options.range ?? pixelRange(batch.values);
  const tiles = chosen.map((index): Tile => {
    const label = labels?.names[index];
    const prediction = guesses?.names[index];
    const probability = guesses?.probabilities?.[index];
    return {
      index,
      pixels: pixelsOf(batch, index, scale),
      wrong: isWrong(index),
      ...(label !== undefined && { label }),
      ...(prediction !== undefined && { prediction }),
      ...(probability !== undefined && { probability }),
    };
  });
  return {
    tiles,
    total: count,
    ...(compared && { wrong: { count: indices.filter(isWrong).length, of: indices.length } }),
  };
}

/** Words as they are, classes by their names. */
function readClasses(
  given: ImagesOptions['labels'],
  what: string,
  names: ImagesOptions['classNames'],
): { readonly names: readonly string[]; readonly probabilities?: readonly number[] } | undefined {
  if (given === undefined) return undefined;
  if (areWords(given)) return { names: given };
  const { classes, probabilities } = chartClasses(given, `${WHERE}: ${what}`);
  return {
    names: classes.map((number) => names?.[number] ?? String(number)),
    ...(probabilities && { probabilities }),
  };
}

function areWords(given: unknown): given is readonly string[] {
  return Array.isArray(given) && given.length > 0 && given.every((one) => typeof one === 'string');
}

interface Batch {
  readonly values: ArrayLike<number>;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
}

/** `[n, h, w]`, `[n, h, w, channels]`; one image is `[h, w]` or `[h, w, 3 or 4]`. */
function asBatch({ values, shape }: ChartValues): Batch {
  const last = shape.at(-1);
  const colored = last === 3 || last === 4;
  const [count, height, width, channels] =
    shape.length === 4
      ? shape
      : shape.length === 3
        ? colored && shape[1]! > 4
          ? [1, shape[0], shape[1], last]
          : [shape[0], shape[1], shape[2], 1]
        : shape.length === 2
          ? [1, shape[0], shape[1], 1]
          : [];
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new ShapeError(
      `${WHERE}: images must have shape [n, height, width], or [n, height, width, channels] with 1, 3 or 4 channels; received [${shape.join(', ')}].`,
    );
  }
  return { values, count: count!, height: height!, width: width!, channels };
}

/** Images of bytes reach further; a scale of its own, as the digits' 0 to 16, would be black up to 255. */
const BYTES_FROM = 64;

/**
 * The values of black and white: 0 and 1, 0 and 255, or 0 and the largest where values exceed 1 but are no bytes; from the
 * smallest where some are below 0.
 */
export function pixelRange(values: ArrayLike<number>): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < low) low = value;
    if (value > high && Number.isFinite(value)) high = value;
  }
  if (low < 0) return [low, Math.max(high, low + Number.MIN_VALUE)];
  if (high <= 1) return [0, 1];
  return [0, high < BYTES_FROM ? high : Math.max(high, 255)];
}

function pixelsOf(batch: Batch, index: number, range: readonly [number, number]): Pixels {
  const { values, width, height, channels } = batch;
  const length = width * height * channels;
  return { width, height, channels, bytes: pixelBytes(values, index * length, length, range) };
}

/** A stretch of values as bytes, black and white at the ends of the range. */
export function pixelBytes(
  values: ArrayLike<number>,
  from: number,
  length: number,
  [low, high]: readonly [number, number],
): Uint8Array {
  const factor = high > low ? 255 / (high - low) : 0;
  return Uint8Array.from(
    { length },
    (_, at) => Math.max(0, Math.min(255, Math.round((values[from + at]! - low) * factor))) || 0,
  );
}
