import { stripVTControlCharacters } from 'node:util';
import type { EngineMessage } from '../server/supervisor.js';

/** Where progress goes: standard error, or a test's list. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Between two lines of a training in a log. */
const LOG_INTERVAL_MS = 5000;
const TERMINAL_INTERVAL_MS = 100;

/** Says which cell runs and how its training goes: one line that changes in a terminal, a line now and then in a log. */
export class RunProgress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #cell = '';
  #shown = 0;

  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /** A cell begins. `code` is shown by its first telling line. */
  begin(number: number, total: number, code: string): void {
    const line = code.split('\n').find((text) => /^\s*(?!\/[/*])\S/.test(text)) ?? '';
    this.#cell = `cell ${number} of ${total}`;
    this.#shown = this.#now();
    if (this.#stream.isTTY) this.#rewrite(`${this.#cell}  ${line.trim()}`);
    else this.#stream.write(`${this.#cell}  ${clip(line.trim(), 80)}\n`);
  }

  /** A training or a download shows how far it is in the last line of its text. */
  receive(message: EngineMessage): void {
    if (message.type !== 'display' || message.message.kind === 'clear') return;
    const text = message.message.data['text/plain'];
    if (typeof text !== 'string' || message.message.id === undefined) return;
    const line = text.trimEnd().split('\n').at(-1)!.trim();
    const interval = this.#stream.isTTY ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS;
    if (line === '' || this.#now() - this.#shown < interval) return;
    this.#shown = this.#now();
    if (this.#stream.isTTY) this.#rewrite(`${this.#cell}  ${line}`);
    else this.#stream.write(`  ${clip(line, 110)}\n`);
  }

  /** Prints a text that stays; a log gets it without colours. */
  note(text: string): void {
    this.#stream.write(this.#stream.isTTY ? `\r\x1b[K${text}\n` : `${stripVTControlCharacters(text)}\n`);
  }

  #rewrite(text: string): void {
    this.#stream.write(`\r\x1b[K${clip(text, (this.#stream.columns ?? 80) - 1)}`);
  }
}

function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
