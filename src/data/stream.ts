import { checkInterrupt } from '../support/interrupt.js';

/** A value now or later. Pipelines that need not wait stay synchronous: a promise an element would cost more than it. */
export type Awaitable<T> = T | Promise<T>;

/** Items one after the other; null at the end. `next` is called again only when the item before has arrived. */
export interface Stream<T> {
  next(): Awaitable<T | null>;
  /** Called when no more items are wanted. */
  close?(): Awaitable<void>;
}

/** Runs steps that `yield` what they wait for: at once as long as nothing is a promise. */
export function drive<T>(steps: Generator<unknown, T, unknown>): Awaitable<T> {
  let sent: unknown;
  for (;;) {
    const step = steps.next(sent);
    if (step.done) return step.value;
    if (step.value instanceof Promise) return resume(steps, step.value);
    sent = step.value;
  }
}

async function resume<T>(steps: Generator<unknown, T, unknown>, first: Promise<unknown>): Promise<T> {
  let pending: unknown = first;
  for (;;) {
    let value: unknown;
    let step: IteratorResult<unknown, T>;
    try {
      value = await pending;
    } catch (error) {
      step = steps.throw(error);
      if (step.done) return step.value;
      pending = step.value;
      continue;
    }
    checkInterrupt();
    step = steps.next(value);
    if (step.done) return step.value;
    pending = step.value;
  }
}

/** `then` of a value, at once when it is there. */
export function chain<T, U>(value: Awaitable<T>, then: (value: T) => Awaitable<U>): Awaitable<U> {
  return value instanceof Promise ? value.then(then) : then(value);
}

/** Closes streams one after the other, at once as long as none has to wait. */
export function closeAll<T>(streams: readonly (Stream<T> | null)[]): Awaitable<void> {
  for (const [i, stream] of streams.entries()) {
    const closed = stream?.close?.();
    if (closed instanceof Promise) return closed.then(() => closeAll(streams.slice(i + 1)));
  }
}
