import { type CellContext, cellContext } from '../context/cell-context.js';
import { notePlace } from '../errors/places.js';
import { isKeyboardInterrupt, KeyboardInterrupt } from './keyboard-interrupt.js';
import { isFulfilled } from './promise-status.js';

/** One `await` of a cell that has not ended. */
interface Wait {
  readonly cell: CellContext | undefined;
  /** Taken before the awaited expression was evaluated, hence smaller than the marks of what it called. */
  readonly mark: number;
  /** The interrupt that is on its way to it. */
  coming: Coming | undefined;
  reject(reason: unknown): void;
}

/** An interrupt that has been noticed and not yet rejected anything. */
interface Coming {
  isOpen: boolean;
}

/**
 * The awaits of cells. Each `await x` of a cell's text is `await wait(mark(), x)`, so that an interrupt can reject it
 * and `finally` runs.
 */
export class Waits {
  readonly #pending = new Set<Wait>();
  readonly #abandoned = new WeakSet<CellContext>();
  #marks = 0;

  mark(): number {
    this.#marks += 1;
    return this.#marks;
  }

  /** `file` and `offset` are the place of an await in a cell: see places.ts. */
  wait(mark: number, value: unknown, file?: string, offset = 0): unknown {
    // A fulfilled promise is awaited as it is: code that shows in which order things happen sees what it would in Node.
    if (!isThenable(value) || isFulfilled(value)) return value;
    const cell = cellContext.getStore();
    return new Promise((resolve, reject) => {
      if (cell && this.#abandoned.has(cell)) return;
      const fail = (reason: unknown) => {
        if (file !== undefined) notePlace(reason, { file, offset });
        reject(reason);
      };
      const one: Wait = { cell, mark, coming: undefined, reject: fail };
      this.#pending.add(one);
      Promise.resolve(value).then(
        (result) => {
          this.#pending.delete(one);
          if (!one.coming?.isOpen) resolve(result);
          else {
            one.coming.isOpen = false;
            fail(new KeyboardInterrupt());
          }
        },
        (reason) => {
          this.#pending.delete(one);
          fail(reason);
        },
      );
    });
  }

  /** `for await (const x of list)`: each step can be rejected; the interrupted iterator is asked to clean up. */
  iterate(list: unknown, file?: string, offset?: number): AsyncIterable<unknown> {
    const iterator = startIterator(list);
    const step = async (result: unknown) => {
      try {
        return (await this.wait(this.mark(), result, file, offset)) as IteratorResult<unknown>;
      } catch (error) {
        // JavaScript does not call `return` when `next` fails, but here it was not the iterator that failed.
        if (isKeyboardInterrupt(error)) void Promise.resolve(iterator.return?.()).catch(() => undefined);
        throw error;
      }
    };
    const wrapped: AsyncIterator<unknown> = {
      next: () => step(iterator.next()),
      return: async (value?: unknown) => {
        if (!iterator.return) return { done: true, value };
        return step(iterator.return(value));
      },
    };
    return { [Symbol.asyncIterator]: () => wrapped };
  }

  /** How many awaits of this cell have not ended. */
  count(cell: CellContext): number {
    let found = 0;
    for (const one of this.#pending) if (one.cell === cell) found += 1;
    return found;
  }

  /** What the cell awaits from now on never settles: its code goes no further. */
  abandon(cell: CellContext): void {
    this.#abandoned.add(cell);
  }

  /**
   * An interrupt waits for a moment before it rejects what the cell awaits. What settles by itself until then takes the
   * interrupt: the code behind it could be stuck by the time. The returned function ends this, and says if it happened.
   */
  announce(cell: CellContext): () => boolean {
    const coming: Coming = { isOpen: true };
    for (const one of this.#pending) if (one.cell === cell) one.coming = coming;
    return () => {
      const came = !coming.isOpen;
      coming.isOpen = false;
      return came;
    };
  }

  /**
   * Rejects what the cell awaits now, the innermost first, and lets the code run between: a function's `finally` runs
   * before its caller sees the rejection. What a `finally` itself awaits is left alone.
   */
  async rejectAll(cell: CellContext, reason: () => unknown): Promise<void> {
    const now = [...this.#pending].filter((one) => one.cell === cell).sort((a, b) => b.mark - a.mark);
    for (const one of now) {
      if (!this.#pending.delete(one)) continue;
      one.reject(reason());
      await turn();
    }
  }
}

/** One turn of the event loop: everything that a settled promise leads to has run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return typeof (value as { then?: unknown }).then === 'function';
}

function startIterator(list: unknown): Iterator<unknown> | AsyncIterator<unknown> {
  const source = list as Partial<AsyncIterable<unknown> & Iterable<unknown>> | null | undefined;
  const start = source?.[Symbol.asyncIterator];
  if (start) return start.call(source);
  const sync = source?.[Symbol.iterator];
  if (!sync) throw new TypeError('for await: expected something iterable');
  return awaitedValues(sync.call(source));
}

/** A list of promises gives their values, as `for await` has it. */
async function* awaitedValues(iterator: Iterator<unknown>): AsyncGenerator<unknown> {
  for (;;) {
    const { done, value } = iterator.next();
    if (done) return;
    yield await value;
  }
}
