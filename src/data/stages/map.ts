import { availableParallelism } from 'node:os';
import { calledSpec } from '../called-spec.js';
import { type Element, release, toElement } from '../element.js';
import { type ElementSpec, specOfElement } from '../element-spec.js';
import { AUTOTUNE, type Stage } from '../stage.js';
import { type Awaitable, chain } from '../stream.js';
import { autoThreads } from '../threads/map-threads.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { ParallelMap } from './parallel-map.js';

/** Options of `map`. */
export interface MapOptions {
  /**
   * How many calls may be under way, `data.AUTOTUNE` for as many as the cores allow. Calls of an asynchronous function wait
   * at the same time. A function that uses only its arguments, `tf` and JavaScript itself runs in threads where a call takes
   * longer than 0.3 ms; threads compute on the plain JavaScript backend.
   */
  readonly numParallelCalls?: number | null | undefined;
  /** False: elements come in the order in which they are done. True by default. */
  readonly deterministic?: boolean | null | undefined;
}

/** About what it takes to start threads. */
const START_MS = 500;

/** `fn` of each element. */
export function map(input: Stage<Element>, fn: ElementFunction, options: MapOptions): Stage<Element> {
  const { numParallelCalls, deterministic } = options;
  const isAuto = numParallelCalls === AUTOTUNE;
  const calls = isAuto ? availableParallelism() : (numParallelCalls ?? 1);
  const threads = isAuto ? autoThreads() : calls;
  const ordered = deterministic ?? true;
  const parallel =
    calls > 1 ? new ParallelMap(fn, { calls, threads, ordered, startMs: START_MS }) : undefined;
  const number = numParallelCalls == null ? '' : `${isAuto ? `auto: ${calls}` : calls} at a time`;
  return {
    name: 'map',
    details: [fn.name, number].filter((text) => text !== '').join(', '),
    cardinality: input.cardinality,
    spec: (read) => (read ? mappedSpec(input, fn) : undefined),
    open() {
      const stream = input.open();
      if (parallel !== undefined) return parallel.open(stream);
      let number = 0;
      const apply = (element: Element | null): Awaitable<Element | null> =>
        element === null ? null : callWith('map', number++, fn, element, toElement);
      return { next: () => chain(stream.next(), apply), close: () => stream.close?.() };
    },
  };
}

function mappedSpec(input: Stage<Element>, fn: ElementFunction): ElementSpec {
  return calledSpec(
    input,
    (first) => callWith('map', 0, fn, first, toElement),
    (made) => {
      const spec = specOfElement(made);
      release(made);
      return spec;
    },
  );
}
