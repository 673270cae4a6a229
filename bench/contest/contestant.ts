import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The repository's folder. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

/** The Python that has Keras. */
export const PYTHON = join(ROOT, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** One program that is measured: what it is called in the table, and how it is started. */
export interface Contestant {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a contestant answers; `error` where it cannot take part. */
export type Report = Readonly<Record<string, number>> & { readonly error?: never };

/** A contestant whose process has started. It prints nothing; it answers each word on stdin with a line of JSON on fd 3. */
export class Running {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #errors = '';

  constructor(readonly contestant: Contestant) {
    const { program, args, env } = contestant;
    this.#child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    });
    this.#child.on('error', (error) => {
      this.#errors += error.message;
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4000);
    });
    const answers = this.#child.stdio[3] as NodeJS.ReadableStream;
    this.#lines = createInterface({ input: answers })[Symbol.asyncIterator]();
  }

  /** Sends a word and waits for the answer. */
  async ask(word: 'ready' | 'measure'): Promise<Report> {
    this.#child.stdin!.write(`${word}\n`, () => {});
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.contestant.name} ended: ${lastLine(this.#errors)}`);
    const report = JSON.parse(value) as Report | { readonly error: string };
    if (typeof report.error === 'string') throw new Error(report.error);
    return report as Report;
  }

  /** Ends the process. */
  end(): void {
    this.#child.stdin!.end();
    setTimeout(() => this.#child.kill(), 5000).unref();
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no message';
}
