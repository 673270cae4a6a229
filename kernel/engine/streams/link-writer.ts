import { writeSync } from 'node:fs';
import { encodeFrame } from '../../frames.js';
import type { ToServer } from '../../link.js';

/** Longer text goes in pieces: a frame is one string, and strings end at 512 MiB. */
const PIECE = 1 << 20;

/**
 * Writes messages to the server, each before `send` returns, so that nothing is lost when the process dies in the
 * next line. When the server does not read, this blocks: a cell cannot print faster than Jupyter takes.
 */
export class LinkWriter {
  readonly #fd: number;
  /** What of the last frame is not written yet: a termination may come between two writes. */
  #rest: Buffer | undefined;
  /** What goes in one piece with the next message. */
  #held: ToServer | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  send(message: ToServer): void {
    if (message.type === 'stream' && message.text.length > PIECE) {
      this.release();
      for (const text of pieces(message.text)) this.#write(encodeFrame({ ...message, text }));
      return;
    }
    const frame = encode(message);
    const held = this.#held;
    this.#held = undefined;
    this.#write(held ? Buffer.concat([encode(held), frame]) : frame);
  }

  /** Sends a message together with the next one, for which the server then need not wake again; at the latest two turns on. */
  hold(message: ToServer): void {
    this.release();
    this.#held = message;
    setImmediate(() => setImmediate(() => this.release()));
  }

  /** Sends what is held. */
  release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.send(held);
  }

  #write(frame: Buffer): void {
    if (this.#rest !== undefined) this.#flush();
    this.#rest = frame;
    this.#flush();
  }

  #flush(): void {
    while (this.#rest !== undefined) {
      const written = this.#try(this.#rest);
      this.#rest = written === this.#rest.length ? undefined : this.#rest.subarray(written);
    }
  }

  #try(bytes: Buffer): number {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        return 0;
      }
      // The server is gone, and nobody can see this process any more.
      if (code === 'EPIPE') process.kill(process.pid, 'SIGKILL');
      throw error;
    }
  }
}

/** What the user shows may be cyclic or hold a BigInt; the cell is told. */
function encode(message: ToServer): Buffer {
  try {
    return encodeFrame(message);
  } catch (error) {
    if (!('cell' in message)) throw error;
    const text = `Cannot show this ${message.type}: expected data that JSON can carry; ${(error as Error).message}\n`;
    return encodeFrame({ type: 'stream', cell: message.cell, name: 'stderr', text });
  }
}

/** Cuts text without cutting a character. */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + PIECE, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    yield text.slice(start, end);
    start = end;
  }
}
