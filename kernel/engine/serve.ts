import { writeSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import type { CellOutcome, ToEngine } from '../link.js';
import { outputMark } from '../output-mark.js';
import { LinkWriter } from './link-writer.js';
import type { EngineOutput, Session } from './session.js';
import { createSignals, type Posted, SIGNAL } from './signals.js';
import { startWatchdog } from './start-watchdog.js';
import type { ToMain } from './watchdog.js';

/** File descriptors of link.ts. */
const TO_SERVER = 3;
const FROM_SERVER = 4;
/** So long may a cell take to end after its JavaScript was terminated, in ms. */
const TERMINATION_LIMIT = 100;
/** So long must nothing be asked, in ms, before the library is loaded ahead of its use. */
const QUIET = 50;

/** What runs the cells; session.ts has the real one. */
export type Runner = Pick<
  Session,
  'execute' | 'isComplete' | 'complete' | 'inspect' | 'interrupt' | 'afterHardInterrupt' | 'idle'
> &
  Partial<Pick<Session, 'comm'>>;

/**
 * Makes this process an engine: starts the watchdog, and connects what `load` makes to the link. Resolves when the
 * server has been told that it is ready.
 */
export async function serve(load: (output: EngineOutput) => Promise<Runner>): Promise<void> {
  /** Before user code can replace it. */
  const exit = process.exit.bind(process);
  const token = process.env['CELLGRAD_ENGINE_TOKEN'] ?? '';
  delete process.env['CELLGRAD_ENGINE_TOKEN'];

  // Interrupts come over the link. A SIGINT from elsewhere must not end the process.
  process.on('SIGINT', () => {});

  const signals = createSignals();
  const { port1: port, port2 } = new MessageChannel();
  startWatchdog({ signals, port: port2, fd: FROM_SERVER });

  const writer = new LinkWriter(TO_SERVER);
  const inputs = new Map<number, (value: string) => void>();
  let nextInput = 1;

  const session = await load({
    stream: (cell, name, text) => writer.send({ type: 'stream', cell, name, text }),
    display: (cell, message) => writer.send({ type: 'display', cell, message }),
    comm: (cell, message) => writer.send({ type: 'comm', cell, ...message }),
    result: (cell, data, metadata) => writer.send({ type: 'result', cell, data, metadata }),
    inputRequest(cell, prompt, password) {
      const id = nextInput++;
      return new Promise((resolve) => {
        inputs.set(id, resolve);
        writer.send({ type: 'inputRequest', cell, id, prompt, password });
      });
    },
  });

  /** The cell that has begun and not ended. */
  let active: number | undefined;
  let quiet: NodeJS.Timeout | undefined;

  function finish(cell: number, outcome: CellOutcome): void {
    if (active !== cell) return;
    if (outcome.status === 'error') writer.send({ type: 'error', cell, error: outcome.error });
    for (const fd of [1, 2]) mark(fd, cell);
    writer.send({ type: 'done', cell, outcome });
    active = undefined;
    whenQuiet();
  }

  function mark(fd: number, cell: number): void {
    try {
      writeSync(fd, outputMark(token, cell));
    } catch {
      // The cell closed this descriptor: nothing more can come from it, and the server does not wait long.
    }
  }

  function whenQuiet(): void {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      if (active === undefined) session.idle();
    }, QUIET);
  }

  function answer(id: number, ask: () => unknown): void {
    let value: unknown;
    try {
      value = ask();
    } finally {
      // The server knows what to say when there is no answer.
      writer.send({ type: 'reply', id, value });
    }
  }

  /** An interrupted cell whose own end was lost with the JavaScript that was terminated is ended here. */
  function afterTermination(cell: number): void {
    if (active !== cell) return;
    session.afterHardInterrupt();
    setTimeout(() => {
      const evalue = 'Interrupted.';
      const error = { ename: 'KeyboardInterrupt', evalue, traceback: [`KeyboardInterrupt: ${evalue}`] };
      finish(cell, { status: 'error', error });
    }, TERMINATION_LIMIT);
  }

  function handle(message: Exclude<ToMain, { type: 'execute' }>): void {
    switch (message.type) {
      case 'terminated':
        afterTermination(message.cell);
        break;
      case 'isComplete':
        answer(message.id, () => session.isComplete(message.code));
        break;
      case 'complete':
        answer(message.id, () => session.complete(message.code, message.cursor));
        break;
      case 'inspect':
        answer(message.id, () => session.inspect(message.code, message.cursor, message.detail));
        break;
      case 'inputReply':
        inputs.get(message.id)?.(message.value);
        inputs.delete(message.id);
        break;
      case 'shutdown':
        exit(0);
        break;
      default:
        unhandled(message);
    }
  }

  /** What is not built yet answers, so that nobody waits for it. */
  function unhandled(
    message: Extract<ToEngine, { type: 'comm' | 'comms' | 'usage' | 'debug' | 'interrupt' }>,
  ): void {
    if ('id' in message) writer.send({ type: 'reply', id: message.id, value: undefined });
    if (message.type === 'comm') finish(message.cell, { status: 'ok', userExpressions: {}, payload: [] });
  }

  port.on('message', (posted: Posted<ToMain>) => {
    if (posted.kind === 'soft') {
      if (posted.number <= Atomics.load(signals, SIGNAL.INTERRUPTED)) return;
      Atomics.store(signals, SIGNAL.INTERRUPTED, posted.number);
      session.interrupt();
      return;
    }
    if (posted.kind === 'nudge' || posted.seq !== Atomics.load(signals, SIGNAL.RECEIVED) + 1) return;
    const { message } = posted;
    // Terminations take effect where a function is entered or a loop turns: these lines are reached together.
    if (message.type === 'execute' || message.type === 'comm') active = message.cell;
    Atomics.store(signals, SIGNAL.RECEIVED, posted.seq);
    clearTimeout(quiet);
    if (message.type === 'execute')
      void session.execute(message).then((outcome) => finish(message.cell, outcome));
    else if (message.type === 'comm' && session.comm)
      void session.comm(message.cell, message).then((outcome) => finish(message.cell, outcome));
    else handle(message);
    if (active === undefined) whenQuiet();
  });

  Atomics.store(signals, SIGNAL.READY, 1);
  writer.send({ type: 'ready', pid: process.pid });
  whenQuiet();
}
