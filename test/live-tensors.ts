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
  // One collection may come too early: what a job has looked at through a WeakRef lives until that job is over.
  for (let quiet = 0; quiet < 3; quiet++) {
    collect();
    await wait(10);
    if (tf.memory().numTensors < count) quiet = 0;
    count = tf.memory().numTensors;
  }
  return count;
}
