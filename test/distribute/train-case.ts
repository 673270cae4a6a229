import { type distribute, type Logs, layers, type Model, tf } from '../../src/index.js';

/** A training: the model that it ends with, and what it said. */
export type Case = (strategy: distribute.Strategy) => Promise<{ model: Model; values: Logs | number[] }>;

/** Samples with a fixed order of numbers; 21 make the last batch of 8 uneven, and 17 leave it one. */
export function samples(count: number, shape: readonly number[]): { x: tf.Tensor; y: tf.Tensor } {
  let state = 7;
  const next = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  const size = shape.reduce((a, b) => a * b, 1);
  const rows = Array.from({ length: count }, () => Float32Array.from({ length: size }, next));
  return {
    x: tf.tensor(Float32Array.from(rows.flatMap((row) => [...row])), [count, ...shape]),
    y: tf.tensor2d(rows.map((row) => [row[0]! - row[1]! > 0 ? 1 : 0])),
  };
}

export const dense = () => [
  new layers.Dense({ units: 8, activation: 'relu', inputShape: [6], kernelRegularizer: 'l2' }),
  new layers.Dense({ units: 1, activation: 'sigmoid' }),
];
