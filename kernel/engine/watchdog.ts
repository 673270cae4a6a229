/**
 * A thread of the engine that user code cannot block. It reads what the server sends, stops the main thread when
 * asked to, and ends the process when the server is gone.
 */
import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { type MessagePort, workerData } from 'node:worker_threads';
import { encodeFrame, FrameReader } from '../frames.js';
import type { ExecuteCell, ToEngine, ToServer, ToWatchdog } from '../link.js';
import { DebugRelay, type InspectorSession } from './debug/debug-relay.js';
import { interject, type Question } from './interrupts/interjection.js';
import { Interrupter } from './interrupts/interrupter.js';
import { Outbox } from './interrupts/outbox.js';
import { type Posted, SIGNAL } from './interrupts/signals.js';

/** What the main thread gets: the server's messages and, between them, notes of the watchdog's own. */
export type ToMain = ToEngine | { readonly type: 'terminated'; readonly cell: number };

/** What the thread is started with. */
export interface WatchdogData {
  readonly signals: Int32Array;
  readonly port: MessagePort;
  readonly fd: number;
}

/** So long may the main thread take to end by itself, in ms. */
const SHUTDOWN_LIMIT = 400;
/** So long, in ms, may the main thread take to begin with a question before it is asked in the middle of its work. */
const QUESTION_LIMIT = 10;

const { signals, port, fd } = workerData as WatchdogData;
const inspector = new Session();
inspector.connectToMainThread();
const socket = new Socket({ fd, readable: true, writable: true });
const session = inspector as unknown as InspectorSession;
const tell = (message: ToServer) => void socket.write(encodeFrame(message));
const relay = new DebugRelay(session, tell);

const outbox = new Outbox<ToMain>(signals, (posted: Posted<ToMain>) => port.postMessage(posted));
let cell = 0;
/** The last cell that was sent past this thread and that this thread knows. */
let met = 0;
/** Cells that came while JavaScript was being terminated: a late termination must not meet them. */
const held: ToEngine[] = [];
const interrupter = new Interrupter({
  signals,
  soft: (number) => port.postMessage({ kind: 'soft', number } satisfies Posted<ToMain>),
  nudge: () => port.postMessage({ kind: 'nudge' } satisfies Posted<ToMain>),
  terminated: (last) => outbox.send({ type: 'terminated', cell: last }),
  latest: () => cell,
  calm: () => {
    for (const message of held.splice(0)) outbox.send(message);
  },
  repeat: () => outbox.repeat(),
  terminate: (then) => relay.terminate(then),
  interruptChildren,
});

/** The engine leads a process group and ignores SIGINT itself; one that MPI started may lead none. */
function interruptChildren(): void {
  if (process.platform === 'win32') return;
  try {
    process.kill(-process.pid, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends the process, and what its cells started, without asking: it may be stuck, and nobody hears it any more. */
function die(): void {
  try {
    if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}

function receive(message: ToEngine): void {
  switch (message.type) {
    case 'interrupt':
      void interrupter.interrupt().then(() => tell({ type: 'calm' }));
      return;
    case 'shutdown':
      // First: with a session open, Node's exit says on stderr that it waits for the debugger.
      relay.end();
      inspector.disconnect();
      outbox.send(message);
      setTimeout(die, SHUTDOWN_LIMIT);
      return;
    case 'execute':
    case 'comm':
      cell = message.cell;
      if (interrupter.isTerminating || held.length > 0) held.push(message);
      else outbox.send(message);
      return;
    case 'debug':
      relay.post(message);
      return;
    case 'complete':
    case 'inspect':
    case 'isComplete':
      ask(message);
      return;
    default:
      outbox.send(message);
  }
}

/** A cell that was sent past this thread: it is posted, too, unless it has begun; the main thread takes it once. */
function meet(direct: ExecuteCell): void {
  if (direct.cell <= met) return;
  met = direct.cell;
  cell = Math.max(cell, met);
  if (Atomics.load(signals, SIGNAL.BEGUN) < met) outbox.send(direct);
}

function ask(question: Question): void {
  const sent = outbox.send(question);
  setTimeout(() => {
    if (outbox.waits(sent)) {
      interject(session, question, (value) => tell({ type: 'reply', id: question.id, value }));
    }
  }, QUESTION_LIMIT);
}

const reader = new FrameReader();
socket.on('data', (chunk: Buffer) => {
  for (const message of reader.push(chunk) as ToWatchdog[]) {
    if (message.direct) meet(message.direct);
    receive(message);
  }
});
socket.on('end', die);
socket.on('error', die);
socket.on('close', die);
