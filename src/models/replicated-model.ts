import { getStrategy, type Strategy } from '../distribute/index.js';
import type { Replication } from '../distribute/replication.js';
import { Layer } from '../layers/layer.js';

/** What a model knows of the replicas that it trains with: those of the strategy in whose scope it was made. */
export abstract class ReplicatedModel extends Layer {
  readonly #strategy = getStrategy();

  /** The strategy by which it trains; one of one replica outside of a scope. */
  get distributeStrategy(): Strategy {
    return this.#strategy;
  }

  /** The number of this replica. */
  get replicaId(): number {
    return this.#strategy.replicaId;
  }

  /** What replicas do together; null where there is one. */
  get replication(): Replication | null {
    return this.#strategy.replication;
  }
}
