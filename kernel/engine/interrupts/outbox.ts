/**
 * The watchdog's side of posting to the main thread. A termination may fall on the handler of a message and take
 * the message with it, so each is kept until the main thread has said (in shared memory) that it began to handle
 * it, and what is missing is posted again.
 */
import { type Posted, SIGNAL } from './signals.js';

export class Outbox<Message> {
  readonly #signals: Int32Array;
  readonly #post: (posted: Posted<Message>) => void;
  readonly #kept: { seq: number; message: Message }[] = [];
  #seq = 0;

  constructor(signals: Int32Array, post: (posted: Posted<Message>) => void) {
    this.#signals = signals;
    this.#post = post;
  }

  /** Posts a message; the main thread handles it after those before it. Gives its number. */
  send(message: Message): number {
    this.#forget();
    const kept = { seq: ++this.#seq, message };
    this.#kept.push(kept);
    this.#post({ kind: 'message', ...kept });
    return this.#seq;
  }

  /** Whether the main thread has not begun with the message of this number. */
  waits(seq: number): boolean {
    return seq > Atomics.load(this.#signals, SIGNAL.RECEIVED);
  }

  /** Posts again what the main thread has not begun to handle; false when nothing was missing. */
  repeat(): boolean {
    this.#forget();
    for (const kept of this.#kept) this.#post({ kind: 'message', ...kept });
    return this.#kept.length > 0;
  }

  #forget(): void {
    const received = Atomics.load(this.#signals, SIGNAL.RECEIVED);
    while (this.#kept[0] !== undefined && this.#kept[0].seq <= received) this.#kept.shift();
  }
}
