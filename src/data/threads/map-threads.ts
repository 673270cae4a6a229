import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { KeyboardInterrupt } from '../../support/errors.js';
import { onInterrupt } from '../../support/interrupt.js';
import type { Nested } from '../../support/structure.js';
import { startThread } from '../../support/thread.js';
import type { Element, InnerPipeline } from '../element.js';
import type { HostTensor } from '../host-tensor.js';
import type { MapAnswer, MapRequest } from './map-worker.js';
import { receiveElement, sendElement } from './sent-element.js';

/** A thread that nobody needs for so long is ended. */
const IDLE_MS = 20_000;

/** What a thread gave: the element, and how long the call took there. */
export interface ThreadResult {
  readonly element: Element;
  readonly ms: number;
}

interface Thread {
  readonly worker: Worker;
  /** 1 when it has loaded; read without waiting for a message, since the main thread may be busy. */
  readonly ready: Int32Array;
  /** Functions that it has. */
  readonly known: Set<number>;
  readonly calls: Map<number, { resolve(result: ThreadResult): void; reject(error: unknown): void }>;
}

let threads: Thread[] = [];
let nextFunction = 0;
let nextCall = 0;
let idle: NodeJS.Timeout | undefined;

/** One thread less than there are cores: the main thread trains. */
export function autoThreads(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** A function in threads, which all functions share. */
export class ThreadFunction {
  readonly #id = nextFunction++;
  readonly #source: string;

  constructor(source: string, count: number) {
    this.#source = source;
    while (threads.length < count) threads.push(start());
    rest();
  }

  /** True when all threads have loaded. */
  get isReady(): boolean {
    return threads.length > 0 && threads.every(({ ready }) => Atomics.load(ready, 0) === 1);
  }

  /**
   * Calls the function with an element in the thread that has the least to do.
   *
   * @throws Error what the function threw; KeyboardInterrupt when the user stopped it
   */
  call(element: Nested<HostTensor | InnerPipeline>, number: number): Promise<ThreadResult> {
    const thread = threads.reduce((a, b) => (b.calls.size < a.calls.size ? b : a));
    const transfer: ArrayBuffer[] = [];
    const sent = sendElement(element, transfer);
    if (sent === undefined) throw new Error('a thread cannot take a dataset');
    clearTimeout(idle);
    const call = nextCall++;
    const source = thread.known.has(this.#id) ? undefined : this.#source;
    thread.known.add(this.#id);
    return new Promise<ThreadResult>((resolve, reject) => {
      thread.calls.set(call, { resolve, reject });
      thread.worker.ref();
      const request: MapRequest = { call, fn: this.#id, source, number, element: sent };
      thread.worker.postMessage(request, transfer);
    });
  }
}

function start(): Thread {
  const ready = new Int32Array(new SharedArrayBuffer(4));
  const worker = startThread(new URL('./map-worker', import.meta.url), ready);
  const thread: Thread = { worker, ready, known: new Set(), calls: new Map() };
  worker.unref();
  worker.on('message', (answer: MapAnswer) => {
    const waiting = thread.calls.get(answer.call);
    thread.calls.delete(answer.call);
    if (thread.calls.size === 0) {
      worker.unref();
      rest();
    }
    if ('element' in answer) waiting?.resolve({ element: receiveElement(answer.element), ms: answer.ms });
    else waiting?.reject(Object.assign(new Error(answer.failure.message), answer.failure));
  });
  const stopListening = onInterrupt(() => {
    // A call that does not end cannot be asked to.
    if (thread.calls.size > 0) end(thread, new KeyboardInterrupt());
  });
  worker.on('error', (error) => end(thread, error));
  worker.on('exit', () => {
    stopListening();
    end(thread, new Error('a thread of map has ended'));
  });
  return thread;
}

function end(thread: Thread, why: unknown): void {
  threads = threads.filter((one) => one !== thread);
  for (const { reject } of thread.calls.values()) reject(why);
  thread.calls.clear();
  void thread.worker.terminate();
}

/** Ends all threads when nobody needs them for a while. */
function rest(): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (threads.every(({ calls }) => calls.size === 0)) endMapThreads();
  }, IDLE_MS);
  idle.unref();
}

/** Ends all threads; the next call starts new ones. */
export function endMapThreads(): void {
  for (const thread of threads) end(thread, new Error('a thread of map has ended'));
}
