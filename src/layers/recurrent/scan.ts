import * as tf from '@tensorflow/tfjs-core';
import { flatten, packLike } from '../../support/structure.js';
import type { CellRun, States } from './cell.js';

/** How {@link scan} treats masked time steps. */
export interface ScanOptions {
  /** For each time step which samples count, as booleans `[batch]`; null if all do. */
  readonly masks: readonly tf.Tensor[] | null;
  /** True: the output of a masked step is zero. False: it is that of the step before. */
  readonly zeroOutputForMask: boolean;
  /** False: only the last output is kept. */
  readonly keepOutputs: boolean;
}

/** What {@link scan} gives. */
export interface Scanned {
  /** The outputs, one a time step, or the last one alone. */
  readonly outputs: tf.Tensor[];
  readonly states: States;
}

/**
 * Runs a cell over time. A masked step leaves the states as they are; its output is the one before it (zero before the
 * first step that counts) or zero.
 */
export function scan(
  run: CellRun,
  inputs: readonly tf.Tensor[],
  initial: States,
  { masks, zeroOutputForMask, keepOutputs }: ScanOptions,
): Scanned {
  let states = initial;
  let output: tf.Tensor | null = null;
  const outputs: tf.Tensor[] = [];
  inputs.forEach((input, time) => {
    const before = states;
    const [stepOutput, stepStates] = run.step(input, before);
    const mask = masks?.[time];
    if (mask === undefined) {
      output = stepOutput;
      states = stepStates;
    } else {
      const widened = new Map<string, tf.Tensor>();
      const choose = (now: tf.Tensor, instead: tf.Tensor) =>
        tf.where(widen(mask, now.shape, widened), now, instead);
      const given = output === null || zeroOutputForMask ? tf.zerosLike(stepOutput) : output;
      output = choose(stepOutput, given);
      const olds = flatten(before);
      const chosen = flatten(stepStates).map((now, i) => choose(now, olds[i] as tf.Tensor));
      states = packLike(stepStates, chosen) as States;
    }
    if (keepOutputs || time === inputs.length - 1) outputs.push(output);
  });
  return { outputs, states };
}

/** The mask `[batch]` in the shape of what it chooses from, made once for each shape. */
function widen(mask: tf.Tensor, shape: number[], made: Map<string, tf.Tensor>): tf.Tensor {
  const key = shape.join();
  const known = made.get(key);
  if (known) return known;
  const column = tf.reshape(mask, [mask.size, ...Array<number>(shape.length - 1).fill(1)]);
  const wide = tf.broadcastTo(column, shape as tf.ShapeMap[tf.Rank]);
  made.set(key, wide);
  return wide;
}
