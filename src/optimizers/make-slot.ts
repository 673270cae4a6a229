import * as tf from '@tensorflow/tfjs-core';
import { Variable } from '../backends/variable.js';

/** What an optimizer keeps for a variable; `initial`, zeros by default, is disposed of. */
export function makeSlot(
  optimizer: string,
  variable: tf.Variable,
  name: string,
  initial: tf.Tensor = tf.zerosLike(variable),
): Variable {
  const of = (variable as Partial<Variable>).path ?? variable.name;
  const slot = new Variable(initial, {
    name,
    path: `${optimizer}/${of.replaceAll('/', '_')}_${name}`,
    trainable: false,
  });
  initial.dispose();
  return slot;
}
