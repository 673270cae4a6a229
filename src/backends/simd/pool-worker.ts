/** A thread of the pool: it sleeps until there is a job, and takes parts of it. */
import { workerData } from 'node:worker_threads';
import { INSIDE, JOB, type Kernel, PART_KERNELS, takeParts } from './pool-job.js';

/** What a thread is given. */
export interface PoolMember {
  readonly member: number;
  readonly shared: Int32Array;
  readonly module: object;
  readonly memory: object;
}

/** How often a thread looks for the next job before it sleeps: waking it takes longer than a small kernel. */
const LOOKS = 20_000;

interface Platform {
  readonly WebAssembly: {
    readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  };
}

const { member, shared, module, memory } = workerData as PoolMember;
const { Instance } = (globalThis as unknown as Platform).WebAssembly;
const functions = new Instance(module, { env: { memory } }).exports as Readonly<Record<string, Kernel>>;
const kernels = PART_KERNELS.map((name) => functions[name]!);

for (;;) {
  const job = Atomics.load(shared, JOB);
  Atomics.add(shared, INSIDE, 1);
  takeParts(shared, kernels, member);
  Atomics.sub(shared, INSIDE, 1);
  for (let i = 0; i < LOOKS && Atomics.load(shared, JOB) === job; i++);
  Atomics.wait(shared, JOB, job);
}
