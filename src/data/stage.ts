import type { Nested } from '../support/structure.js';
import type { DatasetSpec } from './dataset-spec.js';
import type { Stream } from './stream.js';
import type { TensorSpec } from './tensor-spec.js';

/** Leaves a number to us: `prefetch(data.AUTOTUNE)`, `map(fn, { numParallelCalls: data.AUTOTUNE })`. */
export const AUTOTUNE = -1;

/** One step of a pipeline, from a source to what is read: it says what it is, and begins streams. */
export interface Stage<T = unknown> {
  /** As it is called: 'shuffle'. */
  readonly name: string;
  /** What it was told, for people: 'buffer 10,000, seed 7'. */
  readonly details: string;
  /** How many items a stream gives: Infinity for endless, null where nobody knows. */
  readonly cardinality: number | null;
  /**
   * Shapes and dtypes of its items. `read` allows to compute the first one to know; undefined where nothing is known
   * without. A stage without it is always read.
   */
  readonly spec?: ((read: boolean) => Nested<TensorSpec | DatasetSpec> | undefined) | undefined;
  open(): Stream<T>;
}

/** The cardinality of what has this one and loses or changes none of the unknowns. */
export function mapCardinality(cardinality: number | null, change: (count: number) => number): number | null {
  return cardinality === null ? null : change(cardinality);
}

/** Items that are all there. */
export function listStage<T>(name: string, details: string, items: readonly T[]): Stage<T> {
  return {
    name,
    details,
    cardinality: items.length,
    open: () => listStream(items),
  };
}

/** A stream over items that are all there. */
export function listStream<T>(items: readonly T[]): Stream<T> {
  let next = 0;
  return { next: () => (next < items.length ? (items[next++] as T) : null) };
}
