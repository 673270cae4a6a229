import * as tf from '@tensorflow/tfjs-core';
import type { Logs } from '../callbacks/training.js';
import { callIt, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** What a step gives: values under log keys. */
export type StepLogs = Record<string, tf.Tensor | number>;

const lazy = new WeakSet<StepLogs>();

/**
 * Logs whose values are computed from the metrics' state when somebody looks, also after the step: a step that nobody
 * looks at pays nothing for them.
 */
export function lazyLogs(entries: Iterable<readonly [key: string, value: () => tf.Tensor]>): StepLogs {
  const logs = {};
  for (const [key, get] of entries) {
    // A step of one's own may put a value in its place, or add one: then none of them can wait.
    const set = (value: unknown) => Object.defineProperty(logs, key, { value, writable: true });
    Object.defineProperty(logs, key, { get, set, enumerable: true, configurable: true });
  }
  lazy.add(logs);
  return logs;
}

/** True for logs of {@link lazyLogs} to which nothing was added. */
export function areLazy(logs: StepLogs): boolean {
  if (!lazy.has(logs)) return false;
  return Object.values(Object.getOwnPropertyDescriptors(logs)).every(({ get }) => get !== undefined);
}

/** Logs that outlive the step's tidy: values that a step of one's own computed are kept; dispose of them later. */
export function keepLogs(logs: StepLogs): StepLogs {
  if (typeof logs !== 'object' || logs === null || logs instanceof Promise || logs instanceof tf.Tensor) {
    throw new ValueError(
      `fit: expected a step to give logs, values under their names; received ${show(logs)}.`,
      {
        fix: 'return this.updateMetrics(y, yPred, loss), or { loss }, from a trainStep that is not async',
      },
    );
  }
  if (areLazy(logs)) return logs;
  const kept: Record<string, tf.Tensor | number> = {};
  for (const [key, value] of Object.entries(logs)) {
    kept[key] = value instanceof tf.Tensor ? tf.keep(value.clone()) : value;
  }
  return kept;
}

/** Gives back what {@link keepLogs} kept. */
export function disposeLogs(logs: StepLogs | null): void {
  if (logs === null || areLazy(logs)) return;
  for (const value of Object.values(logs)) if (value instanceof tf.Tensor) value.dispose();
}

/** The values of logs as numbers; a metric with several values gives `name_0`, `name_1` ... */
export async function readLogs(logs: StepLogs): Promise<Logs> {
  const kept: [string, tf.Tensor | number][] = [];
  tf.tidy(() => {
    for (const [key, value] of Object.entries(logs)) {
      if (typeof value !== 'number' && !(value instanceof tf.Tensor)) {
        throw new ValueError(
          `fit: expected numbers and tensors in a step's logs; received ${key}: ${show(value)}.`,
          callIt(value),
        );
      }
      kept.push([key, typeof value === 'number' ? value : tf.keep(value.clone())]);
    }
  });
  const found: Logs = {};
  for (const [key, value] of kept) {
    if (typeof value === 'number') {
      found[key] = value;
      continue;
    }
    const values = await value.data();
    value.dispose();
    if (values.length === 1) found[key] = values[0] as number;
    else for (const [i, one] of values.entries()) found[`${key}_${i}`] = one;
  }
  return found;
}
