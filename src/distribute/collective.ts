/** Numbers that replicas exchange. */
export type Values = Float32Array | Float64Array | Int32Array | Uint8Array;

/** How values of all replicas become one. */
export type Reduction = 'sum' | 'max' | 'min';

/** What replicas tell each other before a step, so that all take the same turn. */
export interface Notice {
  /** A number of at least 0 that each sees of all, as its samples of the batch. */
  readonly value?: number;
  /** True: this replica wants to stop after the last step. */
  readonly stop?: boolean;
  /** True: the user asked this replica to stop. */
  readonly interrupted?: boolean;
  /** True: somebody wants to look at the values behind this step. */
  readonly look?: boolean;
}

/** What a meeting of all replicas found. */
export interface Meeting {
  /** The values of all replicas by number. */
  readonly values: Int32Array;
  /** True if any replica said so. */
  readonly stop: boolean;
  readonly interrupted: boolean;
  readonly look: boolean;
}

/**
 * What replicas need of each other. Each method is called by all of them, in the same order with the same sizes. MPI is
 * behind it; a library of the devices themselves, as NCCL, would be behind {@link TensorSums} with this one to start it.
 */
export interface Collective {
  /** The number of this replica, from 0. */
  readonly rank: number;
  readonly size: number;
  /** What it is, for people. */
  readonly description: string;
  /** Replaces the values by those of all replicas together. */
  allReduce(values: Values, reduction?: Reduction): void;
  /** Replaces the values by those of replica 0. */
  broadcast(values: Values): void;
  /** Waits for all and tells them something. */
  meet(notice: Notice): Meeting;
  /**
   * Ends a piece of work that all replicas began together, also where it was broken off: resolves when all have come to
   * the end of theirs, and gives the lowest number of one that failed; null if none did.
   */
  settle(failed: boolean): Promise<number | null>;
}

/** A replica cannot go on since another one failed, or does something else. */
export class ReplicaError extends Error {
  override name = 'ReplicaError';
}
