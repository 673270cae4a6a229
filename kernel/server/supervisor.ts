import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { encodeFrame, FrameReader } from '../frames.js';
import type {
  CellError,
  CellOutcome,
  CommMessage,
  ExecuteCell,
  ToEngine,
  ToServer,
  ToWatchdog,
} from '../link.js';
import { describeExit, type EngineExit } from './engine-exit.js';
import { killEngine, type LaunchOptions, launchEngine } from './launch.js';
import { LiveCharts } from './live-charts.js';
import { RawOutput } from './raw-output.js';
import { Wills } from './wills.js';

/** One cell to run. `cell` is a number of the caller's that no other cell has; outputs carry it. */
export interface CellRequest {
  readonly cell: number;
  /** The number shown as `[n]`. */
  readonly count: number;
  readonly code: string;
  readonly silent?: boolean;
  readonly userExpressions?: Readonly<Record<string, string>>;
  readonly allowStdin?: boolean;
}

/** What a cell shows while it runs (or, from a timer, after it), in order. An `error` comes before its outcome. */
export type EngineMessage = Extract<
  ToServer,
  { type: 'stream' | 'display' | 'result' | 'error' | 'inputRequest' | 'comm' | 'types' | 'debugEvent' }
>;

/** A question that the engine answers with one value. */
export type EngineQuestion =
  Extract<ToEngine, { type: 'complete' | 'inspect' | 'isComplete' | 'debug' }> extends infer Question
    ? Question extends unknown
      ? Omit<Question, 'id'>
      : never
    : never;

export interface EngineOptions extends LaunchOptions {
  readonly onMessage: (message: EngineMessage) => void;
  /** Takes the folder to which `%cd` went. */
  readonly onFolder?: (folder: string) => void;
  /** The engine ended without being asked to; a new one is started at once, without the old one's variables. */
  readonly onExit?: (exit: EngineExit) => void;
  /** The process is started by {@link Engine.start}, or for the first cell or question, when that comes sooner. */
  readonly later?: boolean;
}

/** How long an engine may take to end by itself, in ms. */
const GRACE = 500;
/** Frames of at most so many bytes are written and read whole: one that a termination takes leaves no half behind. */
const DIRECT_LIMIT = 4096;
/** After this many ends before a first cell the engine is not started again until a cell asks for it. */
const BOOT_ATTEMPTS = 3;

/** The values that belong to one engine process. */
interface Running {
  readonly child: ChildProcess;
  readonly input: Socket;
  readonly direct: Socket;
  /** What it says: messages, and text of native code. */
  readonly outputs: readonly Socket[];
  /** The last cell that went straight to the main thread. */
  latest?: ExecuteCell;
  /** How many interrupts are under way. */
  interrupts: number;
  /** Resolves when the process has ended and its pipes are read to their end. */
  readonly ended: Promise<EngineExit>;
  ready: boolean;
  /** It has ended a cell. */
  used: boolean;
  /** Its end was asked for. */
  wanted: boolean;
}

/**
 * Starts the engine process, talks to it, watches it and starts it again when it dies. Knows nothing of Jupyter's
 * sockets, so that a notebook can be run without them.
 *
 * @example
 * const engine = new Engine({ folder: process.cwd(), onMessage: (message) => console.log(message) });
 * const outcome = await engine.execute({ cell: 1, count: 1, code: 'console.log(6 * 7)' });
 * console.log(outcome.status);
 * await engine.shutdown();
 */
export class Engine {
  readonly #options: EngineOptions;
  readonly #cells = new Map<number, (outcome: CellOutcome) => void>();
  readonly #charts = new LiveCharts((message) => this.#options.onMessage(message));
  readonly #wills = new Wills((message) => this.#options.onMessage(message));
  readonly #questions = new Map<number, (value: unknown) => void>();
  #running: Running | undefined;
  #nextQuestion = 1;
  #lastCell = 0;
  #failedBoots = 0;
  #paused = false;
  #started = false;
  #onReady: (() => void)[] = [];

  /** Starts the process; it is not waited for. */
  constructor(options: EngineOptions) {
    this.#options = options;
    if (!options.later) this.start();
  }

  /** Starts the first process, unless that was done. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#running ??= this.#start();
  }

  /** The process id of the engine, when one runs. */
  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  /** True while a cell or a comm message is being worked on. */
  get busy(): boolean {
    return this.#cells.size > 0;
  }

  /** Resolves when the engine can run cells; cells may be sent before. */
  ready(): Promise<void> {
    if (this.#running?.ready) return Promise.resolve();
    return new Promise((resolve) => this.#onReady.push(resolve));
  }

  /** Runs a cell after those given before it; resolves after its last output. Never rejects. */
  execute(request: CellRequest): Promise<CellOutcome> {
    const { cell, count, code, silent = false, userExpressions = {}, allowStdin = false } = request;
    return this.#begin({ type: 'execute', cell, count, code, silent, userExpressions, allowStdin });
  }

  /** Passes a comm message of the front end on; resolves when its handler has ended. */
  comm(cell: number, message: CommMessage): Promise<CellOutcome> {
    return this.#begin({ type: 'comm', cell, ...message });
  }

  /** Asks for a value; `undefined` when the engine ends, or does not answer within `limit` ms. */
  ask(question: EngineQuestion, limit?: number): Promise<unknown> {
    this.start();
    const running = this.#running;
    if (running === undefined) return Promise.resolve(undefined);
    const id = this.#nextQuestion++;
    return new Promise((resolve) => {
      const timer = limit === undefined ? undefined : setTimeout(() => settle(undefined), limit);
      const settle = (value: unknown) => {
        clearTimeout(timer);
        this.#questions.delete(id);
        resolve(value);
      };
      this.#questions.set(id, settle);
      this.#send(running, { ...question, id } as ToEngine);
    });
  }

  /** Answers an `inputRequest`. */
  reply(id: number, value: string): void {
    if (this.#running) this.#send(this.#running, { type: 'inputReply', id, value });
  }

  /** Asks the running cell to stop; when JavaScript does not answer, it is terminated. Variables are kept. */
  interrupt(): void {
    if (!this.#running) return;
    this.#running.interrupts += 1;
    this.#send(this.#running, { type: 'interrupt' });
  }

  /** Ends this engine, failing what it runs, and starts a new one. */
  async restart(): Promise<void> {
    await this.#stop();
    void this.#charts.complete();
    this.#failedBoots = 0;
    this.#running ??= this.#start();
  }

  /** Ends the engine and everything that its cells started. */
  async shutdown(): Promise<void> {
    await this.#stop();
    // A training that no cell waited for has ended with it.
    await this.#charts.complete();
  }

  /** Ends the engine at once, without a word to it. */
  kill(): void {
    this.#started = true;
    const running = this.#running;
    if (!running) return;
    running.wanted = true;
    this.#running = undefined;
    killEngine(running.child);
  }

  /** Stops reading what the engine shows, so that it waits; for a receiver that cannot keep up. */
  pause(): void {
    this.#setPaused(true);
  }

  resume(): void {
    this.#setPaused(false);
  }

  #setPaused(paused: boolean): void {
    this.#paused = paused;
    for (const output of this.#running?.outputs ?? []) {
      if (paused) output.pause();
      else output.resume();
    }
  }

  #begin(message: Extract<ToEngine, { type: 'execute' | 'comm' }>): Promise<CellOutcome> {
    this.#started = true;
    this.#running ??= this.#start();
    const running = this.#running;
    // Front ends show nothing of a silent cell, nor late what a comm's message leads to.
    if (message.type === 'execute' && !message.silent) this.#lastCell = message.cell;
    return new Promise((resolve) => {
      const isAlone = this.#cells.size === 0;
      if (!isAlone || message.type !== 'execute' || !sendDirectly(running, message))
        this.#send(running, message);
      this.#cells.set(message.cell, resolve);
    });
  }

  #send(running: Running, message: ToEngine): void {
    const { input, latest } = running;
    const direct = latest && this.#cells.has(latest.cell) ? { direct: latest } : {};
    if (input.writable) input.write(encodeFrame({ ...message, ...direct } satisfies ToWatchdog));
  }

  #start(): Running {
    const { child, stdout, stderr, messages, input, direct, exit } = launchEngine(this.#options);
    let lastWords = '';
    const pipes = { stdout, stderr };
    const raw = (['stdout', 'stderr'] as const).map((name) => {
      const output = new RawOutput(name, (text) => {
        if (name === 'stderr') lastWords = (lastWords + text).slice(-8192);
        this.#show({ type: 'stream', cell: this.#current, name, text });
      });
      pipes[name].on('data', (chunk: Buffer) => output.push(chunk));
      return output;
    });
    const outputs = [messages, stdout, stderr];
    const closed = Promise.all(outputs.map(ending));
    const ended = exit.then(async ({ code, signal, reason }) => {
      // A program that a cell left running may hold fd 1 and 2 open for ever.
      killEngine(child);
      await Promise.race([closed, delay(GRACE)]);
      for (const output of raw) output.end();
      return { code, signal, lastWords: reason ?? lastWords };
    });
    const running: Running = {
      child,
      input,
      direct,
      outputs,
      ended,
      interrupts: 0,
      ready: false,
      used: false,
      wanted: false,
    };
    this.#read(running, messages);
    this.#read(running, input);
    // Writing to an engine that has just died: its end says more than EPIPE.
    for (const pipe of [input, direct]) pipe.on('error', () => {});
    void ended.then((reason) => this.#ended(running, reason));
    if (this.#paused) this.#setPaused(true);
    return running;
  }

  /** Output comes on one pipe; the watchdog answers the debugger on the one on which it is asked. */
  #read(running: Running, pipe: Socket): void {
    const reader = new FrameReader();
    pipe.on('data', (chunk: Buffer) => {
      try {
        for (const message of reader.push(chunk)) this.#receive(running, message as ToServer);
      } catch (error) {
        this.#show({
          type: 'stream',
          cell: this.#current,
          name: 'stderr',
          text: `The engine's messages are damaged (did a cell write to fd 3?): ${(error as Error).message}\n`,
        });
        killEngine(running.child);
      }
    });
  }

  #receive(running: Running, message: ToServer): void {
    switch (message.type) {
      case 'ready':
        running.ready = true;
        for (const resolve of this.#onReady.splice(0)) resolve();
        return;
      case 'reply':
        this.#questions.get(message.id)?.(message.value);
        return;
      case 'folder':
        this.#options.onFolder?.(message.folder);
        return;
      case 'calm':
        running.interrupts -= 1;
        return;
      case 'done':
        this.#finish(running, message.cell, message.outcome);
        return;
      default:
        this.#show(message);
    }
  }

  #finish(running: Running, cell: number, outcome: CellOutcome): void {
    if (!this.#cells.has(cell)) return;
    running.used = true;
    // Three pipes have no common order. What native code wrote before this lies in its pipe: a turn of the event loop reads it.
    setImmediate(() => setImmediate(() => this.#settle(cell, outcome)));
  }

  #settle(cell: number, outcome: CellOutcome): void {
    const resolve = this.#cells.get(cell);
    this.#cells.delete(cell);
    const drawn = outcome.status === 'error' ? this.#charts.complete(cell) : undefined;
    if (drawn) void drawn.then(() => resolve?.(outcome));
    else resolve?.(outcome);
  }

  /** The cell that raw output belongs to: the oldest one that has not ended, else the last one. */
  get #current(): number {
    const [first = this.#lastCell] = this.#cells.keys();
    return first;
  }

  #show(message: EngineMessage): void {
    this.#charts.note(message);
    this.#wills.note(message);
    this.#options.onMessage(message);
  }

  #ended(running: Running, exit: EngineExit): void {
    if (running.wanted) return;
    this.#running = undefined;
    this.#failedBoots = running.used ? 0 : this.#failedBoots + 1;
    this.#options.onExit?.(exit);
    this.#wills.execute();
    this.#failAll(describeExit(exit, running.ready));
    void this.#charts.complete();
    if (this.#failedBoots < BOOT_ATTEMPTS) this.#running ??= this.#start();
  }

  #failAll(error: CellError): void {
    for (const cell of [...this.#cells.keys()]) {
      this.#show({ type: 'error', cell, error });
      this.#settle(cell, { status: 'error', error });
    }
    for (const settle of [...this.#questions.values()]) settle(undefined);
  }

  async #stop(): Promise<void> {
    this.#started = true;
    const running = this.#running;
    if (running === undefined) return;
    running.wanted = true;
    this.#running = undefined;
    this.#wills.execute();
    const evalue = 'The engine was stopped before this cell ended.';
    this.#failAll({ ename: 'EngineStopped', evalue, traceback: [`EngineStopped: ${evalue}`] });
    this.#send(running, { type: 'shutdown' });
    await Promise.race([running.ended, delay(GRACE)]);
    killEngine(running.child);
    await running.ended;
  }
}

/** Cells that nothing hinders take the short way; gives false for another one. */
function sendDirectly(running: Running, cell: ExecuteCell): boolean {
  if (running.interrupts > 0 || cell.code.length > DIRECT_LIMIT) return false;
  const frame = encodeFrame(cell);
  if (frame.length > DIRECT_LIMIT || !running.direct.writable) return false;
  running.latest = cell;
  running.direct.write(frame);
  return true;
}

function ending(pipe: Socket): Promise<void> {
  return new Promise((resolve) => {
    pipe.once('close', resolve);
    pipe.once('error', () => resolve());
  });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
