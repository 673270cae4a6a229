import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import { type KnownShape, showShape } from '../support/shape.js';

/** There is no room for a tensor on the device. */
export class OutOfMemoryError extends ValueError {
  override name = 'OutOfMemoryError';

  /** `message` says which tensor there is no room for. */
  constructor(message: string, cause?: unknown) {
    super(`${message}; ${showBytes(tf.memory().numBytes)} are in use.`, {
      fix: 'a smaller batchSize, dispose of tensors (memory() lists them), or another backend (backends.status())',
      cause,
    });
  }
}

/** How many bytes that is, to read. */
export const showBytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** A tensor that there is no room for, as errors name it. */
export function showRoom(shape: KnownShape, dtype: tf.DataType): string {
  const bytes = tf.util.sizeFromShape([...shape]) * tf.util.bytesPerElement(dtype);
  return `no memory for a tensor ${dtype} ${showShape(shape)} of ${showBytes(bytes)}`;
}

interface Engine {
  runKernel(name: string, inputs: tf.NamedTensorMap, attributes?: tf.NamedAttrMap): unknown;
}

let installed = false;

/** From now on an array that JavaScript has no room for is an error that names the operation and what it was given. */
export function nameTensorsWithoutRoom(): void {
  if (installed) return;
  installed = true;
  const engine = tf.engine() as unknown as Engine;
  const { runKernel } = engine;
  engine.runKernel = function (name, inputs, attributes) {
    try {
      return runKernel.call(this, name, inputs, attributes);
    } catch (error) {
      throw nameLackOfRoom(error, name, inputs, attributes);
    }
  };
}

/** The error of an operation; where it tells that there is no room for an array, one that names the operation. */
export function nameLackOfRoom(
  error: unknown,
  name: string,
  inputs: tf.NamedTensorMap,
  attributes?: tf.NamedAttrMap,
): unknown {
  if (!lacksRoom(error)) return error;
  const given = Object.values(inputs)
    .flat()
    .map(({ dtype, shape }) => `${dtype} ${showShape(shape)}`);
  const { shape } = (attributes ?? {}) as { readonly shape?: KnownShape };
  const of = shape === undefined ? given : [...given, showShape(shape)];
  return new OutOfMemoryError(`host: no memory for what ${name} makes of ${of.join(', ')}`, error);
}

/** V8's words for arrays that are too long, or that the system has no memory for. */
function lacksRoom(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /Invalid typed array length|Array buffer allocation failed/.test(error.message)
  );
}

/** Runs what makes a tensor of this shape in JavaScript's memory. */
export function withRoom<T>(shape: KnownShape, dtype: tf.DataType, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw lacksRoom(error) ? new OutOfMemoryError(`host: ${showRoom(shape, dtype)}`, error) : error;
  }
}
