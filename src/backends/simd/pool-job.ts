/** The kernels of source/ that can be computed in parts. Where they need room, its address stands before the part. */
export const PART_KERNELS = [
  'matmul',
  'conv2d',
  'conv2d_filter',
  'conv2d_input',
  'max_pool',
  'max_pool_grad',
] as const;

export type PartKernel = (typeof PART_KERNELS)[number];

/** A function of the module: its arguments, then a part and the number of parts. */
export type Kernel = (...args: number[]) => void;

/** Places in the numbers that the main thread and the pool share. */
export const JOB = 0;
/** The job's number, and the next part that nobody has taken yet. */
export const NEXT = 1;
/** The job's number, and the number of parts. */
export const PARTS = 2;
export const DONE = 3;
/** How many threads may be reading what stands here. */
export const INSIDE = 4;
export const KERNEL = 5;
/** Bytes of room that each thread has. */
export const ROOM = 6;
export const COUNT = 7;
export const ARGUMENTS = 8;
export const SIZE = 32;

/** The low bits are for parts: fewer than half of what they hold, since each thread asks for one too many. */
export const PART_BITS = 10;
export const MOST_PARTS = 2 ** (PART_BITS - 1);
export const PART_MASK = 2 ** PART_BITS - 1;

/** Takes parts of the job one after the other and computes them, until none is left. */
export function takeParts(shared: Int32Array, kernels: readonly Kernel[], member: number): void {
  for (;;) {
    const taken = Atomics.add(shared, NEXT, 1);
    const parts = Atomics.load(shared, PARTS);
    // Of another job, when one has ended meanwhile.
    if (taken >> PART_BITS !== parts >> PART_BITS) return;
    const [part, count] = [taken & PART_MASK, parts & PART_MASK];
    if (part >= count) return;
    const given = [...shared.subarray(ARGUMENTS, ARGUMENTS + shared[COUNT]!)];
    given[given.length - 1]! += member * shared[ROOM]!;
    kernels[shared[KERNEL]!]!(...given, part, count);
    if (Atomics.add(shared, DONE, 1) + 1 === count) Atomics.notify(shared, DONE);
  }
}
