import type { Nested } from '../../support/structure.js';
import { dataError } from '../data-error.js';
import { type Element, type InnerPipeline, toElement, toHost } from '../element.js';
import type { HostTensor } from '../host-tensor.js';
import type { Awaitable, Stream } from '../stream.js';
import { chain } from '../stream.js';
import { ThreadFunction } from '../threads/map-threads.js';
import { portable } from '../threads/pure-function.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { aheadOf } from './ahead-of.js';

/**
 * A message to a thread and back costs 0.05 to 0.1 ms and a copy of the numbers. Below this, measured over the first calls,
 * the main thread is faster.
 */
const WORTH_MS = 0.3;
/** Calls that are measured before anything is decided; the first ones are slow, since they are compiled. */
const MEASURED = 16;
const SKIPPED = 4;
/**
 * Each thread has calls waiting for so long, since the main thread sends none while it trains; at least two, so that none
 * waits for its next message, and no more than that many.
 */
const WAITING_MS = 200;
const MOST_WAITING = 64;

/** What `numParallelCalls` comes to. */
export interface Parallel {
  /** Asynchronous calls that are under way at a time. */
  readonly calls: number;
  readonly threads: number;
  readonly ordered: boolean;
  /** Milliseconds that the function has taken before threads are started, which take about as long. */
  readonly startMs: number;
}

/** What is known of a function behind the first readings. */
export class ParallelMap {
  readonly #fn: ElementFunction;
  readonly #parallel: Parallel;
  #threads: ThreadFunction | undefined;
  /** Milliseconds of a call on the main thread. */
  #cost: number | undefined;
  /** True where threads were tried, or cannot be. */
  #stays = false;
  #spent = 0;

  constructor(fn: ElementFunction, parallel: Parallel) {
    this.#fn = fn;
    this.#parallel = parallel;
  }

  /** `fn` of each item: in threads where it takes long enough, many promises at a time, or else as plain `map` does. */
  open(stream: Stream<Element>): Stream<Element> {
    const { calls, threads, ordered } = this.#parallel;
    let number = 0;
    const times: number[] = [];
    const call = (element: Element, at: number): Awaitable<Element> =>
      callWith('map', at, this.#fn, element, toElement);
    const apply = (element: Element | null): Awaitable<Element | null> =>
      element === null ? null : call(element, number++);
    const items = { next: () => stream.next() };

    const inThreads = (fn: ThreadFunction) => {
      const found: number[] = [];
      const run = async (element: Element | null): Promise<Element | null> => {
        if (element === null) return null;
        const at = number++;
        const host = (await toHost(element)) as Nested<HostTensor | InnerPipeline>;
        try {
          const result = await fn.call(host, at);
          if (found.push(result.ms) === MEASURED) this.#compare(found);
          return result.element;
        } catch (error) {
          throw dataError('map', at, error);
        }
      };
      const waiting = Math.ceil(WAITING_MS / (this.#cost as number));
      return aheadOf(items, run, threads * Math.min(Math.max(waiting, 2), MOST_WAITING), ordered);
    };

    let next: () => Awaitable<Element | null> = () =>
      chain(stream.next(), (element) => {
        if (element === null) return null;
        const begun = performance.now();
        const result = call(element, number++);
        if (result instanceof Promise) {
          // The first answer tells that the function is asynchronous: as many as may run at a time from here on.
          next = aheadOf(items, apply, calls, ordered, [result]);
          return next();
        }
        if (!this.#stays) this.#measure(performance.now() - begun, times);
        if (this.#threads?.isReady && !this.#stays) next = inThreads(this.#threads);
        return result;
      });
    return { next: () => next(), close: () => stream.close?.() };
  }

  /** Decides after some calls whether threads pay, and starts them where the function has taken long already. */
  #measure(ms: number, times: number[]): void {
    this.#spent += ms;
    if (this.#cost === undefined && times.push(ms) === MEASURED) this.#cost = median(times.slice(SKIPPED));
    if (this.#cost === undefined || this.#threads !== undefined) return;
    if (this.#cost < WORTH_MS) this.#stays = true;
    else if (this.#spent >= this.#parallel.startMs) this.#start(this.#cost);
  }

  #start(cost: number): void {
    const found = portable(this.#fn);
    if ('source' in found) {
      this.#threads = new ThreadFunction(found.source, this.#parallel.threads);
      return;
    }
    this.#stays = true;
    console.warn(
      `Dataset.map: a call takes ${cost.toFixed(1)} ms and runs on the main thread, since ${found.why}. ` +
        'A function that uses only its arguments, tf and JavaScript itself runs in threads.',
    );
  }

  /** Threads compute on the plain JavaScript backend: what is much slower there stays here from the next reading on. */
  #compare(found: readonly number[]): void {
    if (median(found.slice(SKIPPED)) > 1.5 * this.#parallel.threads * (this.#cost as number))
      this.#stays = true;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}
