import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * How many tensors somebody still refers to. Forgotten ones are reclaimed at some moment behind an await: two counts
 * can be compared only when that has happened before both.
 */
export async function liveTensors(): Promise<number> {
  let count = Number.POSITIVE_INFINITY;
  while (tf.memory().numTensors < count) {
    count = tf.memory().numTensors;
    collect();
    await wait(10);
  }
  return count;
}
