import type { Graph } from './graph.js';

/** Operations that XLA is slow at on a CPU. */
const CONVOLUTION = /Conv|Pool/;

/**
 * A kernel that more products have is that of a recurrent layer, recorded step by step: XLA takes from 3 s for eight steps
 * to a minute there, and what it makes of 28 is slower than the operations one by one.
 */
const MOST_SHARED = 6;

/** XLA takes half a second for so many operations, and that pays from so many batches on. */
const SMALL = { operations: 1000, batches: 300 };

/**
 * One to two seconds, which pays where operations are so small that calling them is most of the work; an attention block
 * with 3.7 million multiplications lost.
 */
const LARGE = { operations: 5000, batches: 3000, multiplications: 2.5e6 };

/** True if there is an operation that XLA is slow at on a CPU. */
export const convolves = (graphs: readonly Graph[]): boolean =>
  graphs.some(({ operations }) => [...operations].some((name) => CONVOLUTION.test(name)));

/** From how many batches on the machine code of a step is worth the time that XLA takes to make it. */
export function batchesWorthJit(graphs: readonly Graph[]): number {
  const size = graphs.reduce((sum, graph) => sum + graph.size, 0);
  if (convolves(graphs) || graphs.some(({ mostShared }) => mostShared > MOST_SHARED))
    return Number.POSITIVE_INFINITY;
  if (size <= SMALL.operations) return SMALL.batches;
  const isLight = graphs.every(({ heaviest }) => heaviest < LARGE.multiplications);
  return size <= LARGE.operations && isLight ? LARGE.batches : Number.POSITIVE_INFINITY;
}
