import * as tf from '@tensorflow/tfjs-core';
import { checkChoice } from '../../support/check.js';
import { camelCase } from '../../support/names.js';
import type { Shape } from '../../support/shape.js';

/** Which axis holds the channels: the last one, or the first one behind the batch axis. */
export type DataFormat = 'channelsLast' | 'channelsFirst';

/** A {@link DataFormat}, also as Keras writes it. */
export type DataFormatId = DataFormat | 'channels_last' | 'channels_first';

let usual: DataFormat = 'channelsLast';

/** The format where none is given: 'channelsLast' unless {@link setImageDataFormat} was called. */
export function imageDataFormat(): DataFormat {
  return usual;
}

/**
 * Sets the format that layers and ops made from now on take where none is given.
 *
 * @throws ValueError for anything but 'channelsLast' and 'channelsFirst' (also as Keras writes them).
 */
export function setImageDataFormat(format: DataFormatId): void {
  usual = getDataFormat('config.setImageDataFormat', format);
}

/** The format for an id; {@link imageDataFormat} if none is given. */
export function getDataFormat(where: string, id: DataFormatId | null | undefined): DataFormat {
  const name = typeof id === 'string' ? camelCase(id) : (id ?? usual);
  return checkChoice(where, 'dataFormat', name, ['channelsLast', 'channelsFirst']);
}

/** Keras's saved form. */
export function dataFormatConfig(format: DataFormat): string {
  return format === 'channelsLast' ? 'channels_last' : 'channels_first';
}

/** The channels behind the spatial axes, where tfjs computes. */
export function toChannelsLast(x: tf.Tensor, format: DataFormat): tf.Tensor {
  if (format === 'channelsLast') return x;
  return tf.transpose(x, [0, ...spatialAxes(x.rank, format), 1]);
}

/** Undoes {@link toChannelsLast}. */
export function fromChannelsLast(x: tf.Tensor, format: DataFormat): tf.Tensor {
  if (format === 'channelsLast') return x;
  return tf.transpose(x, [0, x.rank - 1, ...spatialAxes(x.rank, 'channelsLast')]);
}

/** The axis of the channels. */
export function channelAxis(rank: number, format: DataFormat): number {
  return format === 'channelsLast' ? rank - 1 : 1;
}

/** The axes between batch and channels. */
export function spatialAxes(rank: number, format: DataFormat): number[] {
  const first = format === 'channelsLast' ? 1 : 2;
  return Array.from({ length: rank - 2 }, (_, i) => first + i);
}

/** The sizes of the spatial axes. */
export function spatialSizes(shape: Shape, format: DataFormat): Shape {
  return spatialAxes(shape.length, format).map((axis) => shape[axis] ?? null);
}

/** The number of channels, null if unknown. */
export function channelsOf(shape: Shape, format: DataFormat): number | null {
  return shape[channelAxis(shape.length, format)] ?? null;
}

/** A shape from its parts. */
export function shapeFrom(
  batch: number | null,
  spatial: Shape,
  channels: number | null,
  format: DataFormat,
): Shape {
  return format === 'channelsLast' ? [batch, ...spatial, channels] : [batch, channels, ...spatial];
}
