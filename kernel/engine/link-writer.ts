import { writeSync } from 'node:fs';
import { encodeFrame } from '../frames.js';
import type { ToServer } from '../link.js';

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

  constructor(fd: number) {
    this.#fd = fd;
  }

  send(message: ToServer): void {
    if (message.type === 'stream' && message.text.length > PIECE) {
      for (const text of pieces(message.text)) this.#write(encodeFrame({ ...message, text }));
      return;
    }
    let frame: Buffer;
    try {
      frame = encodeFrame(message);
    } catch (error) {
      this.#refuse(message, error as Error);
      return;
    }
    this.#write(frame);
  }

  /** What the user shows may be cyclic or hold a BigInt; the cell is told. */
  #refuse(message: ToServer, error: Error): void {
    if (!('cell' in message)) throw error;
    const text = `Cannot show this ${message.type}: expected data that JSON can carry; ${error.message}\n`;
    this.#write(encodeFrame({ type: 'stream', cell: message.cell, name: 'stderr', text }));
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
