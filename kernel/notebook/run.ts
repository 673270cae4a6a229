import { dirname, resolve } from 'node:path';
import { Language } from '../language/language.js';
import { TypeCheck } from '../language/type-check.js';
import type { CellOutcome } from '../link.js';
import { LANGUAGE_INFO } from '../protocol/language-info.js';
import { Engine, type EngineMessage } from '../server/supervisor.js';
import { checkLanguage } from './check-language.js';
import { checkTarget } from './check-target.js';
import { type CodeCell, type Notebook, readNotebook, writeNotebook } from './nbformat.js';
import { Outputs } from './outputs.js';
import { hasTag, injectParameters, type Parameters, unknownParameters } from './parameters.js';
import { PrintedOutputs } from './printed-outputs.js';
import { type ProgressStream, RunProgress } from './run-progress.js';
import { isScript, readScript } from './script-file.js';

/** How a notebook is run. */
export interface RunOptions {
  /** Where the executed notebook is written; without it nothing is, and what the cells print goes to `print`. */
  readonly out?: string;
  readonly parameters?: Parameters;
  /** Seconds that one cell may take. */
  readonly timeout?: number;
  readonly progress?: ProgressStream;
  /** Takes the text of the outputs; standard output unless said otherwise. */
  readonly print?: (text: string) => void;
  /** What runs the cells; an engine of its own by default. */
  readonly engine?: (folder: string, onMessage: (message: EngineMessage) => void) => CellEngine;
  /** Stops the running cell, and with it the run, when it is aborted. */
  readonly signal?: AbortSignal;
}

/** What a run needs of an engine. */
export type CellEngine = Pick<Engine, 'execute' | 'interrupt' | 'shutdown'>;

/** How a run ended. */
export interface RunResult {
  readonly ok: boolean;
  /** The notebook with its outputs, also when a cell failed. */
  readonly notebook: Notebook;
  /** True when it was stopped from outside. */
  readonly interrupted: boolean;
}

/** How long a cell that ran out of time may take to stop, before its engine is ended. */
const STOP_LIMIT_MS = 2000;
/** How long types are waited for, where they are checked: nobody sits there. */
const TYPES_LIMIT_MS = 60_000;
/** Timers of more would end at once; it is 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs a notebook from its first cell to its last, or to the first that fails, in an engine of its own. No Jupyter
 * and no Python is needed. Cells tagged `skip-execution` are passed over, those tagged `raises-exception` may fail.
 *
 * @param path the notebook, or a script in percent format; its folder is where the cells run
 * @throws NotebookError when the notebook cannot be read, or `out` not written
 * @see https://nbclient.readthedocs.io (the rules for outputs and tags)
 */
export async function runNotebook(path: string, options: RunOptions = {}): Promise<RunResult> {
  const notebook = isScript(path) ? await readScript(path) : await readNotebook(path);
  checkLanguage(notebook, path);
  if (options.out !== undefined) await checkTarget(options.out);
  const { parameters = {} } = options;
  const progress = new RunProgress(options.progress ?? process.stderr);
  for (const note of await unknownParameters(notebook, parameters)) progress.note(note);
  injectParameters(notebook, parameters);
  const cells = prepare(notebook);
  const outputs = new Outputs(cells);
  const print = options.print ?? ((text) => void process.stdout.write(text));
  const printed = options.out === undefined ? new PrintedOutputs(print) : undefined;
  const folder = dirname(resolve(path));
  const language = new Language(folder, { limit: TYPES_LIMIT_MS });
  const types = new TypeCheck(language);
  const onMessage = (message: EngineMessage): void => {
    if (message.type === 'types') {
      const text = types.setMode(message.mode);
      onMessage({ type: 'stream', cell: message.cell, name: 'stdout', text });
      return;
    }
    outputs.receive(message);
    progress.receive(message);
    printed?.receive(message);
  };
  // As a script's, printed text has colours in a terminal only.
  const plain = printed !== undefined && !process.stdout.isTTY && !process.env['FORCE_COLOR'];
  const env = plain ? { ...process.env, NO_COLOR: '1' } : process.env;
  const onFolder = (moved: string) => language.move(moved);
  const engine: CellEngine =
    options.engine?.(folder, onMessage) ?? new Engine({ folder, onMessage, onFolder, env });
  const stop = () => {
    types.interrupt();
    engine.interrupt();
  };
  options.signal?.addEventListener('abort', stop);
  let ok = true;
  try {
    let count = 0;
    for (const [number, cell] of cells) {
      if (options.signal?.aborted) break;
      progress.begin(number, notebook.cells.length, cell.source);
      cell.execution_count = ++count;
      const typed = { id: number, count: cell.execution_count, source: cell.source, show: onMessage };
      const outcome = await types.run(typed, () => runCell(engine, number, cell, options.timeout, progress));
      printed?.end();
      if (outcome.status === 'ok' || hasTag(cell, 'raises-exception')) continue;
      ok = false;
      progress.note(`\n${outcome.error.traceback.join('\n')}\n\n${path}: cell ${number} failed.`);
      break;
    }
  } finally {
    options.signal?.removeEventListener('abort', stop);
    language.stop();
    await engine.shutdown();
  }
  if (options.out !== undefined) await writeNotebook(options.out, notebook);
  const interrupted = options.signal?.aborted ?? false;
  if (ok && !interrupted)
    progress.note(`${path}: all cells ran${options.out ? `; written to ${options.out}` : '.'}`);
  return { ok: ok && !interrupted, notebook, interrupted };
}

/** Clears old outputs, so that none is taken for a new one; returns the cells to run by their number, from 1. */
function prepare(notebook: Notebook): Map<number, CodeCell> {
  const cells = new Map<number, CodeCell>();
  for (const [i, cell] of notebook.cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    cell.outputs = [];
    cell.execution_count = null;
    if (cell.source.trim() !== '' && !hasTag(cell, 'skip-execution')) cells.set(i + 1, cell);
  }
  notebook.metadata = { ...notebook.metadata, language_info: { ...LANGUAGE_INFO } };
  return cells;
}

async function runCell(
  engine: CellEngine,
  number: number,
  cell: CodeCell,
  timeout: number | undefined,
  progress: RunProgress,
): Promise<CellOutcome> {
  const running = engine.execute({ cell: number, count: cell.execution_count!, code: cell.source });
  if (timeout === undefined) return running;
  const timers: NodeJS.Timeout[] = [];
  const limit = Math.min(timeout * 1000, LONGEST_TIMER_MS);
  const late = new Promise<undefined>((resolve) => timers.push(setTimeout(resolve, limit, undefined)));
  try {
    const outcome = await Promise.race([running, late]);
    if (outcome !== undefined) return outcome;
    progress.note(`cell ${number} was stopped: it took longer than ${timeout} s (--timeout).`);
    engine.interrupt();
    timers.push(setTimeout(() => void engine.shutdown(), STOP_LIMIT_MS));
    const stopped = await running;
    if (stopped.status === 'error') return stopped;
    // It caught the interrupt and ended well; it was too slow all the same.
    const evalue = `Cell ${number} took longer than ${timeout} s.`;
    return {
      status: 'error',
      error: { ename: 'TimeoutError', evalue, traceback: [`TimeoutError: ${evalue}`] },
    };
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
