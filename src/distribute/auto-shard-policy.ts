/**
 * How replicas share a dataset whose batches are those of all together. DATA: each takes its part of every batch. OFF: each
 * takes all that its own dataset gives, which was sharded by hand. AUTO, the default: DATA.
 * See https://www.tensorflow.org/api_docs/python/tf/data/experimental/AutoShardPolicy; FILE is not there.
 */
export const AutoShardPolicy = { AUTO: 'AUTO', DATA: 'DATA', OFF: 'OFF' } as const;

export type AutoShardPolicy = (typeof AutoShardPolicy)[keyof typeof AutoShardPolicy];

/** A policy as it may be given: `AutoShardPolicy.OFF`, 'OFF', 'off'. */
export type AutoShardPolicyId = AutoShardPolicy | Lowercase<AutoShardPolicy>;
