import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { encodeFrame, FrameReader } from '../frames.js';
import type { CellError, CellOutcome, ToEngine, ToServer } from '../link.js';
import { ENGINE_ENTRY, engineFlags } from '../server/launch.js';
import { RawOutput } from '../server/raw-output.js';
import type { CellRequest, EngineMessage } from '../server/supervisor.js';
import { Job } from './job.js';
import { LaunchError } from './launch-error.js';
import type { Placement } from './mpirun.js';
import type { Arrival } from './roster.js';

/** How engines of replicas are started. */
export interface ReplicaEnginesOptions extends Placement {
  readonly folder: string;
  /** Takes what replica 0 shows, and what native libraries print. */
  readonly onMessage: (message: EngineMessage) => void;
}

/** An engine's link. */
const LINK = { roles: ['out', 'in'], variable: 'CELLGRAD_LINK' } as const;
/** In ms: how often those that go on after a first failure are interrupted, and how long after it they are ended. */
const LIMITS = { interrupt: 1000, kill: 4500 };
/** So long, in ms, may those that go on take once one has died. */
const LAST_WORDS = 1500;
/** So long may the engines take to start, on a machine that is busy with others. */
const START_LIMIT = 300_000;

const ENDED = 'The replicas were ended; they start anew with the next cell, and their variables are gone.';
const STOPPED: CellError = {
  ename: 'ReplicasStopped',
  evalue: ENDED,
  traceback: [`ReplicasStopped: ${ENDED}`],
};

/** One replica's engine, as this process sees it. */
interface Replica {
  readonly rank: number;
  readonly pid: number;
  readonly input: Socket;
  /** What it has printed of a line that goes on, by stream. */
  readonly begun: Record<'stdout' | 'stderr', string>;
  readonly waiting: Map<number, (outcome: CellOutcome) => void>;
}

/** Begins MPI on all replicas together, before a cell can keep one from it. */
const OPEN = 'new distribute.MirroredStrategy(); undefined;';
/** Ends a cell on all replicas together: those that wait for one that failed hear of it. */
const settle = (failed: boolean) =>
  `await globalThis[Symbol.for('cellgrad.collective')]?.settle(${failed}); undefined;`;

/**
 * Engines that MPI's launcher has started, one for each replica, which run the same cells. What replica 0 shows is shown; a
 * failure of any of them ends the cell on all within seconds and carries its number.
 */
export class ReplicaEngines {
  readonly #options: ReplicaEnginesOptions;
  readonly #replicas: Replica[] = [];
  #job: Job | undefined;
  #starting: Promise<void> | undefined;
  #nextCell = 1;
  /** The cells of the caller's by ours. */
  readonly #cells = new Map<number, number>();
  #current = 0;
  #allOutput = false;
  #died: (error: CellError) => void = () => undefined;
  /** What the launcher has printed. */
  #lastWords = '';
  #over = false;

  constructor(options: ReplicaEnginesOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#options.replicas;
  }

  /** True when they have ended, or were stopped. */
  get over(): boolean {
    return this.#over;
  }

  /** Starts the engines, once; resolves when all can run cells. */
  ready(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /**
   * Runs a cell on all replicas; never rejects once they have started. With `allOutput` what the others print is shown too,
   * line by line behind their numbers.
   */
  async execute(request: CellRequest, { allOutput = false } = {}): Promise<CellOutcome> {
    await this.ready();
    if (this.#over) return { status: 'error', error: STOPPED };
    this.#current = request.cell;
    this.#allOutput = allOutput;
    const timers: NodeJS.Timeout[] = [];
    let first: { rank: number; outcome: Extract<CellOutcome, { status: 'error' }> } | undefined;
    const failed = (rank: number, outcome: Extract<CellOutcome, { status: 'error' }>) => {
      // Those that hear of a failure fail too.
      if (first === undefined || first.outcome.error.ename === 'ReplicaError') first = { rank, outcome };
      if (timers.length > 0) return;
      timers.push(setInterval(() => this.interrupt(), LIMITS.interrupt));
      timers.push(setTimeout(() => this.#giveUp(), LIMITS.kill));
    };
    let died: CellError | undefined;
    this.#died = (error) => {
      died ??= error;
      timers.push(setTimeout(() => this.#giveUp(), LAST_WORDS));
    };
    const outcomes = await Promise.all(
      this.#replicas.map(async (replica) => {
        const outcome = await this.#run(replica, request);
        if (outcome.status === 'error') failed(replica.rank, outcome);
        await this.#settle(replica, outcome.status === 'error');
        return outcome;
      }),
    );
    for (const timer of timers) clearTimeout(timer);
    for (const replica of this.#replicas)
      for (const name of ['stdout', 'stderr'] as const)
        if (replica.begun[name] !== '') this.#lines(replica, name, '\n');
    if (died !== undefined) return { status: 'error', error: died };
    return first === undefined
      ? outcomes[0]!
      : { status: 'error', error: this.#label(first.rank, first.outcome.error) };
  }

  /** An interrupt meets the end of a cell too: the next cell must not begin before all have come to it. */
  async #settle(replica: Replica, failed: boolean): Promise<void> {
    while (!this.#over) {
      const { status } = await this.#run(replica, { code: settle(failed), silent: true });
      if (status === 'ok') return;
    }
  }

  /** Asks the running cell to stop, on all replicas. */
  interrupt(): void {
    for (const replica of this.#replicas) send(replica, { type: 'interrupt' });
  }

  /** Ends all engines. */
  async shutdown(): Promise<void> {
    this.#over = true;
    for (const replica of this.#replicas) send(replica, { type: 'shutdown' });
    const job = this.#job;
    this.#end({ ename: 'ReplicasStopped', evalue: 'The replicas were stopped.', traceback: [] });
    await job?.stop();
  }

  async #start(): Promise<void> {
    const links = new Map<string, Arrival>();
    let arrived: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const raw = Object.fromEntries(
      (['stdout', 'stderr'] as const).map((name) => [
        name,
        new RawOutput(name, (text) => this.#print(name, text)),
      ]),
    ) as Record<'stdout' | 'stderr', RawOutput>;
    this.#job = await Job.start({
      ...this.#options,
      program: [process.execPath, ...engineFlags(ENGINE_ENTRY), fileURLToPath(ENGINE_ENTRY)],
      connections: LINK,
      onArrival: (arrival) => {
        links.set(`${arrival.role} ${arrival.rank}`, arrival);
        if (links.size === 2 * this.count) arrived();
      },
      onOutput: (name, chunk) => raw[name].push(chunk),
    });
    const job = this.#job;
    const timer = setTimeout(() => job.kill(), START_LIMIT);
    const early = job.ended.then((code) => code ?? 1);
    const failure = await Promise.race([all.then(() => undefined), early]);
    clearTimeout(timer);
    if (failure !== undefined) {
      this.#over = true;
      throw new LaunchError(
        `Replicas: expected ${this.count} engines to start; the launcher ended with exit code ${failure}.${this.#words()}`,
      );
    }
    for (let rank = 0; rank < this.count; rank++)
      this.#connect(rank, links.get(`out ${rank}`)!, links.get(`in ${rank}`)!);
    void job.ended.then(() => this.#giveUp());
    const opened = await Promise.all(
      this.#replicas.map((replica) => this.#run(replica, { code: OPEN, silent: true })),
    );
    const errors = opened.flatMap((outcome, rank) =>
      outcome.status === 'error' ? [{ rank, error: outcome.error }] : [],
    );
    // Where one has died, the others were ended.
    const bad = errors.find(({ error }) => error !== STOPPED) ?? errors[0];
    if (bad === undefined) return;
    this.#over = true;
    await job.stop();
    const words = bad.error.ename.startsWith('Replica') ? this.#words() : '';
    throw new LaunchError(`Replica ${bad.rank}: ${bad.error.evalue}${words}`);
  }

  /** The end of what the launcher has printed. */
  #words(): string {
    const lines = this.#lastWords.trim().split('\n').slice(-8);
    return lines[0] === '' ? '' : `\n${lines.join('\n')}`;
  }

  #connect(rank: number, out: Arrival, input: Arrival): void {
    const replica: Replica = {
      rank,
      pid: out.pid,
      input: input.socket,
      begun: { stdout: '', stderr: '' },
      waiting: new Map(),
    };
    this.#replicas.push(replica);
    const reader = new FrameReader();
    out.socket.on('data', (chunk: Buffer) => {
      for (const message of reader.push(chunk)) this.#receive(replica, message as ToServer);
    });
    out.socket.on('close', () => {
      if (this.#over) return;
      const evalue = `replica ${rank} of ${this.count} (process ${out.pid} on ${out.host}) died: it was killed, or crashed. The replicas start anew with the next cell; their variables are gone.`;
      const error = { ename: 'ReplicaDied', evalue, traceback: [`ReplicaDied: ${evalue}`] };
      this.#died(error);
      for (const done of replica.waiting.values()) done({ status: 'error', error });
      replica.waiting.clear();
      if (this.#current === 0) this.#giveUp();
    });
    out.socket.resume();
    // Its watchdog says there when an interrupt is over; cells of replicas need not know.
    input.socket.resume();
  }

  #run(
    replica: Replica,
    { code, count = 0, silent = false, cell = 0 }: Partial<CellRequest> & { readonly code: string },
  ): Promise<CellOutcome> {
    const own = this.#nextCell++;
    if (cell > 0) this.#cells.set(own, cell);
    return new Promise((resolve) => {
      replica.waiting.set(own, resolve);
      send(replica, {
        type: 'execute',
        cell: own,
        count,
        code,
        silent,
        userExpressions: {},
        allowStdin: false,
      });
    });
  }

  #receive(replica: Replica, message: ToServer): void {
    if (message.type === 'done') {
      replica.waiting.get(message.cell)?.(message.outcome);
      replica.waiting.delete(message.cell);
      return;
    }
    if (message.type === 'inputRequest') send(replica, { type: 'inputReply', id: message.id, value: '' });
    if (message.type === 'stream' && replica.rank !== 0 && this.#allOutput)
      this.#lines(replica, message.name, message.text);
    if (replica.rank !== 0 || message.type === 'error') return;
    if (message.type !== 'stream' && message.type !== 'display' && message.type !== 'result') return;
    this.#options.onMessage({ ...message, cell: this.#cells.get(message.cell) ?? this.#current });
  }

  /** Shows the lines that a replica other than 0 has ended, with its number. */
  #lines({ rank, begun }: Replica, name: 'stdout' | 'stderr', text: string): void {
    const lines = (begun[name] + text).split('\n');
    begun[name] = lines.pop() ?? '';
    const shown = lines.map((line) => `[${rank}] ${line}\n`).join('');
    if (shown !== '') this.#options.onMessage({ type: 'stream', cell: this.#current, name, text: shown });
  }

  #print(name: 'stdout' | 'stderr', text: string): void {
    this.#lastWords = (this.#lastWords + text).slice(-4096);
    if (this.#replicas.length === this.count && !this.#over)
      this.#options.onMessage({ type: 'stream', cell: this.#current, name, text });
  }

  /** Ends what does not end by itself. */
  #giveUp(): void {
    if (this.#over) return;
    this.#over = true;
    this.#end(STOPPED);
    void this.#job?.stop();
  }

  #end(error: CellError): void {
    for (const { waiting } of this.#replicas) {
      for (const done of waiting.values()) done({ status: 'error', error });
      waiting.clear();
    }
  }

  /** An error with the number of its replica. */
  #label(rank: number, error: CellError): CellError {
    if (error.ename === 'KeyboardInterrupt' || error.ename.startsWith('Replica')) return error;
    const [head = `${error.ename}: ${error.evalue}`, ...rest] = error.traceback;
    const who = `Replica ${rank} of ${this.count}`;
    return { ename: error.ename, evalue: `${who}: ${error.evalue}`, traceback: [`${who}: ${head}`, ...rest] };
  }
}

function send(replica: Replica, message: ToEngine): void {
  if (replica.input.writable) replica.input.write(encodeFrame(message));
}
