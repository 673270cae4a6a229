import type * as tf from '@tensorflow/tfjs-core';
import { OutOfMemoryError, showRoom } from '../out-of-memory.js';

/** The status code of TensorFlow when it has no memory, or no more of something else. */
export const RESOURCE_EXHAUSTED = 8;

const DTYPES: Readonly<Record<string, tf.DataType>> = {
  float: 'float32',
  int32: 'int32',
  bool: 'bool',
  complex64: 'complex64',
};

/** TensorFlow's message as an error that names the tensor, where the message does. */
export function lackOfMemory(what: string, message: string): Error {
  const found = /allocating tensor with shape\[([\d,]*)\] and type (\w+) on \S*?device:(\w+:\d+)/.exec(
    message,
  );
  if (found === null) return new OutOfMemoryError(`${what}: ${message.split('\n')[0]}`);
  const [, sizes, type, device] = found as unknown as [string, string, string, string];
  const shape = sizes.split(',').filter(Boolean).map(Number);
  const room = showRoom(shape, DTYPES[type] ?? 'float32');
  return new OutOfMemoryError(`${what} on ${device}: ${room}`, new Error(message));
}
