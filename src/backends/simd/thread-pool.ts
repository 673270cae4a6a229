import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../support/thread.js';
import {
  ARGUMENTS,
  COUNT,
  DONE,
  INSIDE,
  JOB,
  KERNEL,
  type Kernel,
  MOST_PARTS,
  NEXT,
  PART_BITS,
  PART_KERNELS,
  PART_MASK,
  PARTS,
  type PartKernel,
  ROOM,
  SIZE,
  takeParts,
} from './pool-job.js';
import type { PoolMember } from './pool-worker.js';

/** More gain little: what they compute has to come through one memory. */
const MOST_THREADS = 8;

let wanted = Math.min(availableParallelism(), MOST_THREADS);

/** How many threads compute large kernels, the main one among them; as many as there are processors, but no more than 8. */
export function poolThreads(): number {
  return wanted;
}

export function setPoolThreads(count: number): void {
  wanted = count;
}

/** How often the main thread looks whether the others are done before it sleeps. */
const LOOKS = 2000;
/** It sleeps no longer than this: it may have missed the call. */
const NAP_MS = 5;
/** Job numbers begin anew behind this one. */
const LAST_JOB = 2 ** (30 - PART_BITS);

/**
 * Threads that compute parts of kernels beside the main thread, in the memory of tfjs's module. Each takes the next part
 * that nobody has taken, so none is waited for that has not begun: one that starts late, or whose processor is busy, costs
 * nothing. Every result is computed by one thread in the order of a single one, so the numbers do not depend on the pool.
 */
export class ThreadPool {
  readonly #shared = new Int32Array(new SharedArrayBuffer(4 * SIZE));
  readonly #kernels: readonly Kernel[];
  readonly #others: readonly Worker[];
  #job = 0;

  constructor(
    readonly threads: number,
    module: object,
    memory: object,
    functions: Readonly<Record<PartKernel, Kernel>>,
  ) {
    this.#kernels = PART_KERNELS.map((name) => functions[name]);
    this.#others = Array.from({ length: threads - 1 }, (_, i) => {
      const given: PoolMember = { member: i + 1, shared: this.#shared, module, memory };
      const thread = startThread(new URL('./pool-worker', import.meta.url), given);
      thread.unref();
      return thread;
    });
  }

  /** Ends the threads. */
  end(): void {
    for (const thread of this.#others) void thread.terminate();
  }

  /** Computes a kernel in parts; the last argument is the address of room, `roomBytes` for each thread. */
  run(kernel: PartKernel, parts: number, roomBytes: number, args: readonly number[]): void {
    const shared = this.#shared;
    this.#begin();
    Atomics.store(shared, PARTS, (this.#job << PART_BITS) | parts);
    Atomics.store(shared, DONE, 0);
    shared[KERNEL] = PART_KERNELS.indexOf(kernel);
    shared[ROOM] = roomBytes;
    shared[COUNT] = args.length;
    shared.set(args, ARGUMENTS);
    Atomics.store(shared, NEXT, this.#job << PART_BITS);
    Atomics.store(shared, JOB, this.#job);
    Atomics.notify(shared, JOB);
    takeParts(shared, this.#kernels, 0);
    for (let i = 0; i < LOOKS && Atomics.load(shared, DONE) < parts; i++);
    for (let done = 0; ; ) {
      done = Atomics.load(shared, DONE);
      if (done === parts) return;
      Atomics.wait(shared, DONE, done, NAP_MS);
    }
  }

  /** A new number for a job of which no part can be taken yet. An interrupt may have left the last one unfinished. */
  #begin(): void {
    const shared = this.#shared;
    const unfinished = Atomics.load(shared, DONE) !== (Atomics.load(shared, PARTS) & PART_MASK);
    this.#job = this.#job === LAST_JOB ? 1 : this.#job + 1;
    Atomics.store(shared, NEXT, (this.#job << PART_BITS) | MOST_PARTS);
    while (unfinished && Atomics.load(shared, INSIDE) > 0);
  }
}
