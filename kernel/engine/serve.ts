import { Socket, type SocketConstructorOpts } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { FrameReader } from '../frames.js';
import type { CellOutcome, ExecuteCell } from '../link.js';
import { type Question, takeQuestions } from './interrupts/interjection.js';
import { Shield } from './interrupts/shield.js';
import { createSignals, type Posted, SIGNAL } from './interrupts/signals.js';
import { watchTicks } from './interrupts/ticks.js';
import type { Session } from './session.js';
import { startWatchdog } from './start-watchdog.js';
import { LinkWriter } from './streams/link-writer.js';
import type { EngineOutput } from './streams/output.js';
import type { ToMain } from './watchdog.js';

/** File descriptors of link.ts; a replica's are others, since its launcher may have taken these, and it has two. */
const [TO_SERVER = 3, FROM_SERVER = 4, DIRECT] = (process.env['CELLGRAD_LINK'] ?? '3 4 5')
  .match(/\d+/g)!
  .map(Number);
delete process.env['CELLGRAD_LINK'];
/** So long may a cell take to end after its JavaScript was terminated, in ms: to run `finally`, and in all. */
const FINALLY_LIMIT = 20;
const TERMINATION_LIMIT = 100;
/** So long must nothing be asked, in ms, before the library is loaded ahead of its use. */
const QUIET = 50;

/** What runs the cells; session.ts has the real one. */
export type Runner = Pick<
  Session,
  | 'execute'
  | 'comm'
  | 'isComplete'
  | 'complete'
  | 'loadFor'
  | 'inspect'
  | 'interrupt'
  | 'terminated'
  | 'afterHardInterrupt'
  | 'idle'
>;

/**
 * Makes this process an engine: starts the watchdog, and connects what `load` makes to the link. Resolves when the
 * server has been told that it is ready.
 */
export async function serve(load: (output: EngineOutput) => Promise<Runner>): Promise<void> {
  // Interrupts come over the link. A SIGINT from elsewhere must not end the process.
  process.on('SIGINT', () => {});
  const signals = createSignals();
  const { port1, port2 } = new MessageChannel();
  watchTicks(signals);
  startWatchdog({ signals, port: port2, fd: FROM_SERVER });
  const service = new EngineService(signals, process.exit.bind(process));
  service.use(await load({ ...service.output, shield: new Shield(signals) }));
  port1.on('message', (posted: Posted<ToMain>) => service.receive(posted));
  if (DIRECT !== undefined) readDirect(DIRECT, (cell) => service.receiveDirect(cell));
  service.ready();
}

/** Reads the cells that come past the watchdog; each piece is a whole frame. */
function readDirect(fd: number, receive: (cell: ExecuteCell) => void): void {
  const onread = {
    buffer: Buffer.allocUnsafe(1 << 16),
    callback(size: number, bytes: Buffer) {
      for (const cell of new FrameReader().push(bytes.subarray(0, size))) receive(cell as ExecuteCell);
      return true;
    },
  };
  // The watchdog hears of the server's end.
  new Socket({ fd, readable: true, writable: false, onread } as SocketConstructorOpts).on('error', () => {});
}

/** Stands between the link and what runs the cells, on the main thread. */
class EngineService {
  readonly #signals: Int32Array;
  /** Taken before user code can replace it. */
  readonly #exit: (code: number) => never;
  readonly #writer = new LinkWriter(TO_SERVER);
  readonly #inputs = new Map<number, (value: string) => void>();
  /** The cells and comm messages that have begun and not ended. */
  readonly #active = new Set<number>();
  /** The questions that were answered in the middle of a cell; they come again in their turn. */
  readonly #interjected = new Set<number>();
  #runner!: Runner;
  #nextInput = 1;
  #quiet: NodeJS.Timeout | undefined;

  constructor(signals: Int32Array, exit: (code: number) => never) {
    this.#signals = signals;
    this.#exit = exit;
  }

  /** Where the cells' outputs go. */
  readonly output: EngineOutput = {
    stream: (cell, name, text) => this.#writer.send({ type: 'stream', cell, name, text }),
    display: (cell, message) => this.#writer.send({ type: 'display', cell, message }),
    comm: (cell, message) => this.#writer.send({ type: 'comm', cell, ...message }),
    // The end of its cell follows.
    result: (cell, data, metadata) => this.#writer.hold({ type: 'result', cell, data, metadata }),
    types: (cell, mode) => this.#writer.send({ type: 'types', cell, mode }),
    folder: (folder) => this.#writer.send({ type: 'folder', folder }),
    inputRequest: (cell, prompt, password) => {
      const id = this.#nextInput++;
      return new Promise((resolve) => {
        this.#inputs.set(id, resolve);
        this.#writer.send({ type: 'inputRequest', cell, id, prompt, password });
      });
    },
  };

  use(runner: Runner): void {
    this.#runner = runner;
    takeQuestions((question) => {
      // In the middle of the library's load there is no answer yet: it comes in its turn.
      if (this.#libraryFor(question)) return undefined;
      this.#interjected.add(question.id);
      return this.#answer(question);
    });
  }

  ready(): void {
    Atomics.store(this.#signals, SIGNAL.READY, 1);
    this.#writer.send({ type: 'ready', pid: process.pid });
    this.#whenQuiet();
  }

  /** Takes what the watchdog posts. */
  receive(posted: Posted<ToMain>): void {
    this.#tidy();
    if (posted.kind === 'soft') {
      setImmediate(() => Atomics.store(this.#signals, SIGNAL.TURNED, posted.number));
      if (posted.number <= Atomics.load(this.#signals, SIGNAL.INTERRUPTED)) return;
      Atomics.store(this.#signals, SIGNAL.INTERRUPTED, posted.number);
      this.#runner.interrupt();
      return;
    }
    if (posted.kind === 'nudge' || posted.seq !== Atomics.load(this.#signals, SIGNAL.RECEIVED) + 1) return;
    const { message } = posted;
    const isCell = message.type === 'execute';
    // It came past the watchdog, too.
    const isKnown = isCell && message.cell <= Atomics.load(this.#signals, SIGNAL.BEGUN);
    // Terminations take effect where a function of JavaScript is entered or a loop turns: these lines are one.
    if ((isCell && !isKnown) || message.type === 'comm') this.#active.add(message.cell);
    if (isCell && !isKnown) Atomics.store(this.#signals, SIGNAL.BEGUN, message.cell);
    Atomics.store(this.#signals, SIGNAL.RECEIVED, posted.seq);
    if (isKnown) return;
    clearTimeout(this.#quiet);
    this.#handle(message);
    if (this.#active.size === 0) this.#whenQuiet();
  }

  /** Takes what comes past the watchdog. */
  receiveDirect(message: ExecuteCell): void {
    this.#tidy();
    if (message.cell <= Atomics.load(this.#signals, SIGNAL.BEGUN)) return;
    // One step, as above.
    this.#active.add(message.cell);
    Atomics.store(this.#signals, SIGNAL.BEGUN, message.cell);
    clearTimeout(this.#quiet);
    this.#handle(message);
  }

  #tidy(): void {
    if (Atomics.exchange(this.#signals, SIGNAL.TERMINATED, 0) === 1) this.#runner.terminated();
  }

  #handle(message: ToMain): void {
    switch (message.type) {
      case 'execute':
        void this.#runner.execute(message).then((outcome) => this.#finish(message.cell, outcome));
        break;
      case 'comm':
        void this.#runner.comm(message.cell, message).then((outcome) => this.#finish(message.cell, outcome));
        break;
      case 'terminated':
        this.#afterTermination(message.cell);
        break;
      case 'isComplete':
      case 'complete':
      case 'inspect':
        void this.#reply(message);
        break;
      case 'inputReply':
        this.#inputs.get(message.id)?.(message.value);
        this.#inputs.delete(message.id);
        break;
      case 'shutdown':
        this.#exit(0);
        break;
      case 'interrupt':
      case 'debug':
        // The watchdog's.
        break;
    }
  }

  async #reply(question: Question): Promise<void> {
    // The watchdog was quicker.
    if (this.#interjected.delete(question.id)) return;
    let value: unknown;
    try {
      const loading = this.#libraryFor(question);
      if (loading) await loading;
      value = this.#answer(question);
    } finally {
      // The server knows what to say when there is no answer.
      this.#writer.send({ type: 'reply', id: question.id, value });
    }
  }

  /** The library's load where a question has to wait for it. A failure shows when a cell needs the library. */
  #libraryFor(question: Question): Promise<unknown> | undefined {
    if (question.type === 'isComplete') return undefined;
    return this.#runner.loadFor(question.code, question.cursor)?.catch(() => undefined);
  }

  #answer(question: Question): unknown {
    switch (question.type) {
      case 'isComplete':
        return this.#runner.isComplete(question.code);
      case 'complete':
        return this.#runner.complete(question.code, question.cursor);
      case 'inspect':
        return this.#runner.inspect(question.code, question.cursor, question.detail);
    }
  }

  #finish(cell: number, outcome: CellOutcome): void {
    if (!this.#active.has(cell)) return;
    if (outcome.status === 'error') this.#writer.send({ type: 'error', cell, error: outcome.error });
    this.#writer.send({ type: 'done', cell, outcome });
    this.#active.delete(cell);
    this.#whenQuiet();
  }

  #whenQuiet(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (this.#active.size === 0) this.#runner.idle();
    }, QUIET);
  }

  /**
   * JavaScript was terminated while `last` was the last cell to have begun. What that took from a cell, its own end
   * with it, nobody else can give back: the cells that it met are ended here when they do not end by themselves.
   */
  #afterTermination(last: number): void {
    const met = [...this.#active].filter((cell) => cell <= last);
    if (met.length === 0) return;
    setTimeout(() => {
      if (met.some((cell) => this.#active.has(cell))) this.#runner.afterHardInterrupt();
    }, FINALLY_LIMIT);
    setTimeout(() => {
      const evalue = 'Interrupted.';
      const error = { ename: 'KeyboardInterrupt', evalue, traceback: [`KeyboardInterrupt: ${evalue}`] };
      for (const cell of met) this.#finish(cell, { status: 'error', error });
    }, TERMINATION_LIMIT);
  }
}
