import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ExecuteRequest, Session, type SessionOptions } from '../../../kernel/engine/session.js';
import type { EngineOutput } from '../../../kernel/engine/streams/output.js';
import type { CellOutcome, CommMessage } from '../../../kernel/link.js';
import type { DisplayMessage } from '../../../src/display/bundle.js';

/** What one cell gave. */
export interface Ran {
  readonly outcome: CellOutcome;
  /** text/plain of the result, without colours; undefined when nothing was shown. */
  readonly text: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly displays: readonly DisplayMessage[];
  /** `Name: message` of the error. */
  readonly error: string | undefined;
  /** The traceback without colours. */
  readonly traceback: string;
}

export function plain(text: string): string {
  return text.replace(/\x1b\[[0-9;]*m/g, '');
}

/** A session in a folder of its own, without ZMQ and without processes. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'cellgrad-engine-'));
  readonly session: Session;
  readonly streams = new Map<number, { stdout: string; stderr: string }>();
  readonly displays = new Map<number, DisplayMessage[]>();
  readonly results = new Map<number, Readonly<Record<string, unknown>>>();
  readonly comms: { cell: number; message: CommMessage }[] = [];
  readonly asked: { prompt: string; password: boolean }[] = [];
  /** What `%types` asked for. */
  readonly modes: (string | undefined)[] = [];
  /** Where `%cd` went. */
  readonly folders: string[] = [];
  answer = 'an answer';
  count = 0;

  constructor(options: Partial<SessionOptions> = {}) {
    const output: EngineOutput = {
      stream: (cell, name, text) => {
        this.streamsOf(cell)[name] += text;
      },
      display: (cell, message) => {
        const list = this.displays.get(cell) ?? [];
        list.push(message);
        this.displays.set(cell, list);
      },
      result: (cell, data) => {
        this.results.set(cell, data);
      },
      types: (_cell, mode) => {
        this.modes.push(mode);
      },
      folder: (folder) => {
        this.folders.push(folder);
      },
      comm: (cell, message) => {
        this.comms.push({ cell, message });
      },
      inputRequest: async (_cell, prompt, password) => {
        this.asked.push({ prompt, password });
        return this.answer;
      },
    };
    this.session = new Session({ folder: this.folder, output, ...options });
  }

  streamsOf(cell: number): { stdout: string; stderr: string } {
    const found = this.streams.get(cell) ?? { stdout: '', stderr: '' };
    this.streams.set(cell, found);
    return found;
  }

  async run(code: string, request: Partial<ExecuteRequest> = {}): Promise<Ran> {
    this.count += 1;
    const cell = this.count;
    const outcome = await this.session.execute({
      type: 'execute',
      cell,
      count: cell,
      code,
      silent: false,
      userExpressions: {},
      allowStdin: true,
      ...request,
    });
    return this.ran(cell, outcome);
  }

  /** Resolves when the running cell has printed a text; fails when it has not within ten seconds. */
  async printed(text: string): Promise<void> {
    const limit = Date.now() + 10_000;
    while (!this.streamsOf(this.count).stdout.includes(text)) {
      if (Date.now() > limit) {
        const { stdout, stderr } = this.streamsOf(this.count);
        throw new Error(`expected ${JSON.stringify(text)} to be printed; received ${stdout}${stderr}`);
      }
      await sleep(5);
    }
  }

  ran(cell: number, outcome: CellOutcome): Ran {
    const shown = this.results.get(cell)?.['text/plain'];
    const { stdout, stderr } = this.streamsOf(cell);
    const failed = outcome.status === 'error' ? outcome.error : undefined;
    return {
      outcome,
      text: typeof shown === 'string' ? plain(shown) : undefined,
      stdout: plain(stdout),
      stderr: plain(stderr),
      displays: this.displays.get(cell) ?? [],
      error: failed && `${failed.ename}: ${failed.evalue}`,
      traceback: plain(failed?.traceback.join('\n') ?? ''),
    };
  }

  /** Runs several cells and gives what each showed: its text, its error, or undefined. */
  async all(cells: readonly string[]): Promise<(string | undefined)[]> {
    const shown: (string | undefined)[] = [];
    for (const code of cells) {
      const { text, error } = await this.run(code);
      shown.push(error ?? text);
    }
    return shown;
  }

  close(): void {
    this.session.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a test with a session that is closed afterwards. */
export async function withSession<T>(
  use: (bench: Bench) => Promise<T>,
  options: Partial<SessionOptions> = {},
): Promise<T> {
  const bench = new Bench(options);
  try {
    return await use(bench);
  } finally {
    bench.close();
  }
}

/** Runs cells in a process of their own; see run-cells.ts. */
export async function runApart(
  cells: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Ran[]> {
  const script = fileURLToPath(new URL('./run-cells.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...nodeOptions, '--import', 'tsx', script, JSON.stringify(cells)],
    { timeout: 60_000, env: { ...process.env, NODE_TEST_CONTEXT: '' } },
  );
  return JSON.parse(stdout) as Ran[];
}
