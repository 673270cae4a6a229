import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../../support/errors.js';
import { activeRecorder } from './recorder.js';

/**
 * Throws a ValueError if a class number lies outside of [0, classes). Only on backends whose values lie in this
 * process's memory; elsewhere reading them would wait for the device.
 */
export function checkClassNumbers(where: string, labels: tf.Tensor, classes: number): void {
  if (!['wasm', 'cpu', 'tensorflow'].includes(tf.getBackend())) return;
  const check = (given: tf.Tensor) => {
    for (const label of given.dataSync()) {
      if (label >= 0 && label < classes) continue;
      throw new ValueError(`${where}: expected class numbers in [0, ${classes - 1}]; received ${label}.`, {
        fix: 'give the output layer one unit for each class, and count classes from 0',
      });
    }
  };
  const recorder = activeRecorder();
  if (recorder === null) check(labels);
  else recorder.verify?.(labels, check);
}
