import { resolve } from 'node:path';
import { WORKER_HOOKS_URL } from '../engine/own-modules.js';
import { Job } from './job.js';
import type { Placement } from './mpirun.js';
import type { Arrival } from './roster.js';

/** How a script is launched. */
export interface LaunchOptions extends Placement {
  readonly script: string;
  readonly args?: readonly string[];
  readonly address?: string;
  /** True: the output of all replicas, with their numbers. */
  readonly allOutput?: boolean;
  readonly print: (name: 'stdout' | 'stderr', text: string | Uint8Array) => void;
  /** Stops the job when it is aborted. */
  readonly signal?: AbortSignal;
}

/** How a job ended. */
export type JobEnd =
  | { readonly how: 'done' }
  | { readonly how: 'interrupted' }
  /** A replica ended without a word, as one that is killed does. */
  | { readonly how: 'died'; readonly what: string }
  /** A replica's program failed. */
  | { readonly how: 'failed'; readonly what: string; readonly code: number };

/** So long may the others of a job take to end after the first one, in ms. */
const GRACE = 3000;

/** Runs a script on all replicas of a job. */
export async function launchScript(options: LaunchOptions): Promise<JobEnd> {
  // TypeScript runs as in a cell; a checkout's own TypeScript needs tsx.
  const isCheckout = import.meta.url.endsWith('.ts');
  const loader = isCheckout ? import.meta.resolve('tsx') : WORKER_HOOKS_URL;
  const hook = new URL(`./rank-hook${isCheckout ? '.ts' : '.js'}`, import.meta.url).href;
  const watch = new Watch(options.replicas);
  const job = await Job.start({
    ...options,
    program: [
      process.execPath,
      ...['--import', loader, '--import', hook],
      resolve(options.script),
      ...(options.args ?? []),
    ],
    connections: { roles: ['control'], variable: 'CELLGRAD_CONTROL' },
    folder: process.cwd(),
    env: {
      ...(options.allOutput && { CELLGRAD_ALL_OUTPUT: '1' }),
      ...(process.stdout.isTTY && { CELLGRAD_TERMINAL: '1' }),
    },
    onArrival: (arrival) => watch.take(arrival),
    onOutput: options.print,
  });
  const stop = () => void job.stop();
  options.signal?.addEventListener('abort', stop);
  void watch.broken.then(() => setTimeout(stop, GRACE).unref());
  const code = await job.ended;
  options.signal?.removeEventListener('abort', stop);
  await job.stop();
  if (options.signal?.aborted) return { how: 'interrupted' };
  return watch.end(code);
}

/** What the replicas of a job have said, and which one was the first to end badly. */
export class Watch {
  /** Resolves when a replica has ended badly. */
  readonly broken: Promise<void>;
  readonly #done = new Set<number>();
  #first: JobEnd | null = null;
  #break: () => void = () => undefined;

  constructor(private readonly replicas: number) {
    this.broken = new Promise((resolve) => {
      this.#break = resolve;
    });
  }

  take({ socket, rank, pid, host }: Pick<Arrival, 'socket' | 'rank' | 'pid' | 'host'>): void {
    const who = `replica ${rank} of ${this.replicas} (process ${pid} on ${host})`;
    let text = '';
    let threw = '';
    let exited = false;
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('threw ')) threw = JSON.parse(line.slice(6)) as string;
        const code = /^exit (\d+)$/.exec(line)?.[1];
        if (code === undefined) continue;
        exited = true;
        if (code === '0') this.#done.add(rank);
        else {
          const what = `${who} ended with exit code ${code}${threw && `: ${threw}`}`;
          this.#note({ how: 'failed', what, code: Number(code) });
        }
      }
    });
    socket.on('close', () => {
      if (!exited) this.#note({ how: 'died', what: `${who} died: it was killed, or crashed` });
    });
    socket.resume();
  }

  /** How the job ended, whose launcher gave this exit code; a launcher may say 0 after a death. */
  end(code: number | null): JobEnd {
    if (this.#first !== null) return this.#first;
    if (this.#done.size === this.replicas) return { how: 'done' };
    const what = `${this.#done.size} of ${this.replicas} replicas came to their end; the launcher gave exit code ${code}`;
    return { how: 'failed', what, code: code || 1 };
  }

  #note(end: JobEnd): void {
    this.#first ??= end;
    this.#break();
  }
}
