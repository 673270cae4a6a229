import type { Element } from '../element.js';
import { AUTOTUNE, type Stage } from '../stage.js';
import { chain, closeAll, drive, type Stream } from '../stream.js';
import type { ElementFunction } from '../user-function.js';
import { innerSpec, openInner } from './inner.js';
import { parallelInterleave } from './parallel-interleave.js';

/** Options of `interleave`. */
export interface InterleaveOptions {
  /** Datasets that are read in turn; 2 by default. */
  readonly cycleLength?: number | null | undefined;
  /** Elements in a row from the same one; 1 by default. */
  readonly blockLength?: number | null | undefined;
  /**
   * So many of these datasets are opened and read at the same time, `data.AUTOTUNE` for all of them: what each one waits
   * for (files, addresses, asynchronous functions) is waited for once. The order stays the same.
   */
  readonly numParallelCalls?: number | null | undefined;
  /** False, with `numParallelCalls`: a dataset that has to be waited for is passed over. True by default. */
  readonly deterministic?: boolean | null | undefined;
}

/** The elements of the datasets that `fn` gives, `cycleLength` of them in turn. */
export function interleave(
  input: Stage<Element>,
  fn: ElementFunction,
  { cycleLength, blockLength, numParallelCalls, deterministic }: InterleaveOptions,
): Stage<Element> {
  const cycle = cycleLength ?? 2;
  const block = blockLength ?? 1;
  const calls = numParallelCalls === AUTOTUNE ? cycle : Math.min(numParallelCalls ?? 1, cycle);
  const parallel = { cycle, block, calls, ordered: deterministic ?? true };
  return {
    name: 'interleave',
    details: `${cycle} at a time, ${block} in a row${calls > 1 ? `, ${calls} read ahead` : ''}`,
    cardinality: null,
    spec: (read) => (read ? innerSpec('interleave', input, fn) : undefined),
    open() {
      const stream = input.open();
      let number = 0;
      const opened = (element: Element | null) =>
        element === null ? null : openInner('interleave', number++, fn, element);
      const inner = { next: () => chain(stream.next(), opened), close: () => stream.close?.() };
      return calls > 1 ? parallelInterleave(inner, parallel) : inTurns(inner, cycle, block);
    },
  };
}

/** The items of the streams of a stream, `size` of them in turn, `block` in a row. */
function inTurns<T>(input: Stream<Stream<T>>, size: number, block: number): Stream<T> {
  const cycle: (Stream<T> | null)[] = new Array(size).fill(null);
  let place = 0;
  let given = 0;
  let ended = false;
  const advance = () => {
    place = (place + 1) % size;
    given = 0;
  };
  function* steps(): Generator<unknown, T | null, unknown> {
    for (;;) {
      if (cycle[place] === null && !ended) {
        const opened = (yield input.next()) as Stream<T> | null;
        cycle[place] = opened;
        ended = opened === null;
      }
      const inner = cycle[place];
      if (inner == null) {
        if (ended && cycle.every((one) => one === null)) return null;
        advance();
        continue;
      }
      const item = (yield inner.next()) as T | null;
      if (item === null) {
        yield inner.close?.();
        cycle[place] = null;
        // As tf.data does: the next dataset is opened when this place's turn comes again.
        advance();
        continue;
      }
      given += 1;
      if (given >= block) advance();
      return item;
    }
  }
  return { next: () => drive(steps()), close: () => closeAll<unknown>([...cycle, input]) };
}
