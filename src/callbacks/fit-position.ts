import type { RandomState } from '../backends/random.js';
import type { H5Array } from '../saving/hdf5/h5-tree.js';
import type { KeepsState } from './callback-state.js';

/** How far the data was read: the random state when it was opened, and the batches taken since. */
export interface DataPlace {
  readonly random: RandomState;
  readonly batches: number;
}

/** A place in a training from which it can go on as if it had never stopped. */
export interface ResumePoint {
  /** The epoch, from 0, that is running or that comes next. */
  readonly epoch: number;
  /** Its batches that are done. */
  readonly batch: number;
  /** Where the data is; null: at the front. */
  readonly data: DataPlace | null;
  readonly random: RandomState;
  /** The metrics' variables in the middle of an epoch. */
  readonly metrics: readonly H5Array[];
  /** True where the training was to stop there. */
  readonly stopTraining: boolean;
  /** The epochs before, and their logs. */
  readonly epochs: readonly (readonly [epoch: number, logs: Record<string, number>])[];
}

/** Where a running fit is. A callback may set `resume` when training begins, and fit goes on from there. */
export interface FitPosition {
  /** How far the data was read; null before the first batch of an epoch. */
  data(): DataPlace | null;
  /** The values of the metrics' variables; of several replicas, their sums: all of them call it. */
  metrics(): H5Array[];
  /** What replica 0 gives, on all replicas, which all call it. */
  ofFirst(bytes: Uint8Array | undefined): Uint8Array | undefined;
  /** All callbacks of the fit, in the order in which they are called. */
  readonly callbacks: readonly KeepsState[];
  resume: ResumePoint | null;
}

/** The last batch of an epoch before the one that comes now: -1 at its begin, more where a backup goes on in it. */
export function lastBatchOf(position: FitPosition | null, epoch: number): number {
  const resume = position?.resume ?? null;
  return resume?.epoch === epoch ? resume.batch - 1 : -1;
}
