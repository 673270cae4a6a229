/** How values of replicas become one. See https://www.tensorflow.org/api_docs/python/tf/distribute/ReduceOp. */
export const ReduceOp = { SUM: 'SUM', MEAN: 'MEAN' } as const;

export type ReduceOp = (typeof ReduceOp)[keyof typeof ReduceOp];

/** An operation as it may be given: `ReduceOp.SUM`, 'SUM', 'sum'. */
export type ReduceOpId = ReduceOp | Lowercase<ReduceOp>;
