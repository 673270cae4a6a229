import { type ChildProcess, spawn } from 'node:child_process';
import { findLauncher, jobCommand, type Placement } from './mpirun.js';
import { type Arrival, type Connections, Roster } from './roster.js';

/** How a job is started. */
export interface JobOptions extends Placement {
  /** What each process runs: a program and its arguments. */
  readonly program: readonly string[];
  readonly connections: Connections;
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The address at which the processes find this one; 127.0.0.1 where all are on this machine. */
  readonly address?: string;
  readonly onArrival: (arrival: Arrival) => void;
  readonly onOutput: (name: 'stdout' | 'stderr', chunk: Buffer) => void;
}

/** So long may the launcher take to end its processes, in ms. */
const GRACE = 2000;

/** Processes that MPI's launcher has started, and their connections to this one. */
export class Job {
  /** Resolves when the launcher has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #roster: Roster;
  /** Processes of this machine. */
  readonly #pids: readonly number[];
  #over = false;

  private constructor(child: ChildProcess, roster: Roster, pids: readonly number[]) {
    this.#child = child;
    this.#roster = roster;
    this.#pids = pids;
    this.ended = new Promise((resolve) => {
      child.once('error', () => resolve(127));
      child.once('close', (code) => resolve(code));
    });
    const kill = () => this.kill();
    process.once('exit', kill);
    void this.ended.then(() => {
      this.#over = true;
      process.off('exit', kill);
    });
  }

  static async start(options: JobOptions): Promise<Job> {
    const launcher = await findLauncher({ ...process.env, ...options.env });
    const pids: number[] = [];
    const address = options.address ?? '127.0.0.1';
    const roster = await Roster.open(address, (arrival) => {
      if (address === '127.0.0.1') pids.push(arrival.pid);
      options.onArrival(arrival);
    });
    const processes = roster.command(address, options.connections, options.program);
    const env = { ...options.env, ...roster.env };
    const command = jobCommand(launcher, options, processes, env);
    const child = spawn(command.program, command.args, {
      cwd: options.folder,
      env: { ...process.env, ...command.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C in a terminal reaches this process alone, which says what happens then.
      detached: true,
    });
    child.stdout.on('data', (chunk: Buffer) => options.onOutput('stdout', chunk));
    child.stderr.on('data', (chunk: Buffer) => options.onOutput('stderr', chunk));
    return new Job(child, roster, pids);
  }

  /** Ends all processes: the launcher is asked first, which knows those on other machines. */
  async stop(): Promise<void> {
    if (!this.#over) this.#signal('SIGTERM');
    const timer = setTimeout(() => this.kill(), GRACE);
    await this.ended;
    clearTimeout(timer);
    this.#roster.close();
  }

  /** Ends all processes of this machine at once. */
  kill(): void {
    if (this.#over) return;
    this.#signal('SIGKILL');
    for (const pid of this.#pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  }

  #signal(name: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, name);
    } catch {
      // It has ended already.
    }
  }
}
