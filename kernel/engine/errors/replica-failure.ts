import type { CellError } from '../../link.js';

/** What a cell on replicas ended with: an error that the replica which failed has described. */
export class ReplicaFailure extends Error {
  constructor(readonly described: CellError) {
    super(described.evalue);
    this.name = described.ename;
  }
}
