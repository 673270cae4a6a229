import * as tf from '@tensorflow/tfjs-core';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';

/** A text or a whole number that stands in a vocabulary. */
export type Token = string | number;

/** Texts or numbers in arrays of any depth. */
export type TokenArray = Token | readonly TokenArray[];

/** Values on the host in the shape of the tensor that they are of. */
export interface HostValues<T extends Token> {
  readonly shape: readonly number[];
  readonly values: readonly T[];
}

/** The texts of a tensor or of arrays. */
export function hostTexts(where: string, data: tf.Tensor | TokenArray): HostValues<string> {
  const tensor = data instanceof tf.Tensor ? data : tf.tensor(data as tf.TensorLike);
  if (tensor.dtype !== 'string') {
    throw new ValueError(`${where}: expected text; received ${tensor.dtype}, ${show(tensor.arraySync())}.`, {
      fix: "tf.tensor([['some text']])",
    });
  }
  return { shape: tensor.shape, values: tensor.dataSync<'string'>() as unknown as string[] };
}

/** The whole numbers of a tensor or of arrays. */
export function hostIntegers(where: string, data: tf.Tensor | TokenArray): HostValues<number> {
  const tensor = data instanceof tf.Tensor ? data : tf.tensor(data as tf.TensorLike);
  if (tensor.dtype === 'string') {
    throw new ValueError(`${where}: expected integers; received text, ${show(tensor.arraySync())}.`, {
      fix: 'layers.StringLookup is for texts',
    });
  }
  return { shape: tensor.shape, values: Array.from(tensor.dataSync<'float32'>(), Math.trunc) };
}
