import { stripVTControlCharacters } from 'node:util';
import { type DisplaySink, forgetPending, whenShown } from '../../src/display/bundle.js';
import type { CellError, CellOutcome, CommMessage, ToEngine } from '../link.js';
import { completeAt } from './assist/complete.js';
import { type Completeness, checkComplete } from './assist/complete-code.js';
import type { CompleteReply } from './assist/complete-reply.js';
import { pathAround, pathBefore } from './assist/expression-path.js';
import { hideCallsOfKernel } from './assist/function-text.js';
import { type InspectReply, inspectAt } from './assist/inspect.js';
import { CellRunner } from './cell-runner.js';
import { CellSources } from './cell-sources.js';
import { Comms } from './comms/comms.js';
import { StopControls } from './comms/stop-control.js';
import { type CellContext, cellContext, clearContext } from './context/cell-context.js';
import { DebugGate } from './debug/debug-gate.js';
import { DebugTarget } from './debug/debug-target.js';
import { ExitRequest, guardProcess } from './errors/process-guards.js';
import { framesOf, isError, StackFormat } from './errors/stack.js';
import { supportTypeScriptWorkers } from './files/workers.js';
import { formatValue } from './format.js';
import {
  clearSignal,
  isKeyboardInterrupt,
  KeyboardInterrupt,
  raiseSignal,
} from './interrupts/keyboard-interrupt.js';
import { noteLibraryState } from './interrupts/library-state.js';
import { hideHooksOfPromises } from './interrupts/promise-inspection.js';
import { turn, Waits } from './interrupts/waits.js';
import { completeMagic } from './magics/complete.js';
import { inspectMagic } from './magics/inspect.js';
import { Modules } from './modules.js';
import { LastValue } from './names/last-value.js';
import { Names } from './names/names.js';
import { defineGlobal, type Namespace, Prelude } from './prelude.js';
import { Runner, type RunnerParts } from './run.js';
import { Runtime } from './runtime.js';
import type { EngineOutput } from './streams/output.js';
import { captureInput } from './streams/standard-input.js';
import { captureStreams } from './streams/streams.js';
import { type AskUser, askUser, defineInput } from './streams/user-input.js';
import { describeError } from './traceback.js';
import { WarmUp } from './warm-up.js';

/** What one cell asks for. */
export type ExecuteRequest = Extract<ToEngine, { type: 'execute' }>;

/** What a session is made of. */
export interface SessionOptions {
  /** The notebook's folder: imports resolve from it. */
  readonly folder: string;
  readonly output: EngineOutput;
  /** Loads what the globals of cells come from, once and late; the library if it is absent. */
  readonly library?: () => Promise<Namespace>;
}

const SINK = Symbol.for('cellgrad.display.sink');

/** The width for which the library lays out text, in characters. */
const COLUMNS = 80;

/** The cell that runs, and the way to end it from outside. */
interface RunningCell extends CellContext {
  /** False until its turn comes. */
  started: boolean;
  /** How often it was asked to stop. */
  interrupts: number;
  /** Its end, once it has called `process.exit`, whatever its code does then. */
  exit: CellOutcome | undefined;
  settle(outcome: CellOutcome): void;
}

/** Runs the cells of one notebook, one at a time, in this process. */
export class Session {
  readonly #output: EngineOutput;
  readonly #ask: AskUser;
  readonly #names = new Names();
  readonly #lastValue = new LastValue(this.#names);
  readonly #prelude: Prelude;
  readonly #sources = new CellSources();
  readonly #stackFormat = new StackFormat(this.#sources);
  readonly #waits = new Waits();
  readonly #modules: Modules;
  readonly #runner: Runner;
  readonly #cells: CellRunner;
  readonly #colors = !process.env['NO_COLOR'];
  readonly #restore: (() => void)[];
  readonly #comms = new Comms((message) => {
    const cell = cellContext.getStore()?.id ?? this.#current?.id ?? this.#latest;
    if (cell !== undefined) this.#output.comm?.(cell, message);
  });
  readonly #stopControls = new StopControls(this.#comms);
  /** A cell and, beside it, comm messages: a slider may be moved while a model trains. */
  readonly #running = new Set<RunningCell>();
  readonly #warmUp = new WarmUp();
  #restoreLibrary: () => void = () => undefined;
  /** The id of the cell that ran last. */
  #latest: number | undefined;

  constructor({ folder, output, library }: SessionOptions) {
    this.#prelude = new Prelude(library, output.shield);
    this.#output = output;
    this.#ask = askUser(output, () => this.#current);
    this.#modules = new Modules(folder);
    const gate = new DebugGate();
    const parts: RunnerParts = {
      gate,
      names: this.#names,
      prelude: this.#prelude,
      sources: this.#sources,
      waits: this.#waits,
      modules: this.#modules,
      runtime: new Runtime(this.#waits, this.#modules, this.#names, this.#sources),
    };
    this.#runner = new Runner(parts);
    this.#cells = new CellRunner({
      ...parts,
      runner: this.#runner,
      output,
      setFolder: (path) => {
        this.#modules.folder = path;
        output.folder?.(path);
      },
      reset: () => this.reset(),
    });
    const holder = globalThis as { [SINK]?: DisplaySink | undefined };
    const before = holder[SINK];
    holder[SINK] = {
      kind: 'notebook',
      columns: COLUMNS,
      send: (message) => {
        const cell = cellContext.getStore() ?? this.#current;
        if (cell) output.display(cell.id, message);
      },
      control: (label, onPress) => this.#stopControls.create(label, onPress),
    };
    this.#defineOwn();
    this.#restore = [
      () => {
        holder[SINK] = before;
      },
      new DebugTarget({ sources: this.#sources, names: this.#names, gate }).install(),
      this.#stackFormat.install(),
      hideHooksOfPromises(),
      hideCallsOfKernel((value) => this.#sources.textOf(value)?.javascript),
      captureInput(this.#ask, () => this.#current),
      supportTypeScriptWorkers(),
      captureStreams(output, this.#colors),
      guardProcess({
        thrown: (error, cell) => this.#uncaught(error, cell),
        rejected: (reason, cell) => {
          // What an interrupt has left behind is no news.
          if (!isKeyboardInterrupt(reason))
            this.#report('Uncaught (in promise)', reason, cell?.id ?? this.#cellOf(reason));
        },
        exited: (request, cell) => void this.#exited(request, cell),
      }),
    ];
  }

  /** The globals that do not come from the library. */
  #defineOwn(): void {
    defineInput(this.#ask);
    defineGlobal('comms', this.#comms);
  }

  /** Takes the session's hooks out of the process. A kernel never does; tests do. */
  dispose(): void {
    for (const one of this.#restore.splice(0).reverse()) one();
  }

  /**
   * Runs a cell; never rejects. The code starts in a task of its own, so that a hard interrupt, which unwinds the whole
   * stack, cannot unwind the caller.
   */
  execute(request: ExecuteRequest): Promise<CellOutcome> {
    const { cell: id, count, code: source, allowStdin } = request;
    return this.#begin({ id, count, source, allowStdin }, (cell) => this.#run(cell, request));
  }

  /** Gives a comm's message to its handlers, which run as a cell does: with outputs, and until an interrupt. */
  comm(cell: number, message: CommMessage): Promise<CellOutcome> {
    return this.#begin({ id: cell, count: 0, source: '', allowStdin: false }, async (running) => {
      try {
        await this.#waits.wait(this.#waits.mark(), this.#comms.receive(message));
      } catch (error) {
        if (!isKeyboardInterrupt(error))
          this.#report(`In a comm's handler:`, error, this.#cellOf(error) ?? cell);
      }
      await this.#allShown();
      running.settle({ status: 'ok', userExpressions: {}, payload: [] });
    });
  }

  #begin(
    about: Pick<CellContext, 'id' | 'count' | 'source' | 'allowStdin'>,
    work: (cell: RunningCell) => Promise<void>,
  ): Promise<CellOutcome> {
    return new Promise((resolve) => {
      const cell: RunningCell = {
        ...about,
        started: false,
        ended: false,
        interrupts: 0,
        exit: undefined,
        settle: (outcome) => {
          if (cell.ended) return;
          cell.ended = true;
          this.#running.delete(cell);
          if (outcome.status === 'error' || cell.exit) this.#names.takeBack();
          resolve(cell.exit ?? outcome);
        },
      };
      this.#warmUp.pause();
      if (this.#running.size === 0) {
        clearSignal();
        this.#restoreLibrary = noteLibraryState(this.#prelude.library);
      }
      this.#running.add(cell);
      this.#latest = cell.id;
      this.#stackFormat.renew();
      setImmediate(() => {
        const start = () => {
          if (cell.ended) return;
          cell.started = true;
          cellContext.run(cell, () => void work(cell));
        };
        // Code of a cell that got stuck while the library loads could not be terminated without harming the library.
        const { busy } = this.#prelude;
        if (busy) void busy.then(start);
        else start();
      });
    });
  }

  async #run(cell: RunningCell, request: ExecuteRequest): Promise<void> {
    try {
      const { value, payload } = await this.#cells.run(cell, request.code);
      if (!request.silent) {
        if (!cell.ended) this.#lastValue.note(value);
        const shown = await formatValue(value, this.#colors);
        if (shown && !cell.ended && !cell.exit) this.#output.result(cell.id, shown.data, shown.metadata);
      }
      const userExpressions = await this.#userExpressions(cell, request.userExpressions);
      await this.#allShown();
      cell.settle({ status: 'ok', userExpressions, payload });
    } catch (error) {
      await this.#allShown();
      cell.settle(this.#failure(error, cell));
    }
  }

  /** Pictures that are being drawn, and what settled promises still print, belong before the cell's end. */
  async #allShown(): Promise<void> {
    await turn();
    await whenShown();
  }

  #failure(error: unknown, cell: CellContext): CellOutcome {
    if (error instanceof ExitRequest && error.code === 0) {
      return { status: 'ok', userExpressions: {}, payload: [] };
    }
    return { status: 'error', error: this.#describe(error, cell) };
  }

  #describe(error: unknown, cell: CellContext | undefined): CellError {
    return describeError(error, cell ? { sources: this.#sources, cell } : { sources: this.#sources });
  }

  async #userExpressions(
    cell: CellContext,
    expressions: Readonly<Record<string, string>>,
  ): Promise<Record<string, unknown>> {
    const replies: Record<string, unknown> = {};
    for (const [name, code] of Object.entries(expressions)) {
      try {
        const { value } = await this.#runner.evaluate(cell, code);
        const shown = await formatValue(value, false);
        replies[name] = {
          status: 'ok',
          data: shown?.data ?? { 'text/plain': 'undefined' },
          metadata: shown?.metadata ?? {},
        };
      } catch (error) {
        replies[name] = { status: 'error', ...this.#describe(error, { ...cell, source: code }) };
      }
    }
    return replies;
  }

  /** An error in a timer or callback: it ends its cell, or is printed where its cell printed. */
  #uncaught(error: unknown, cell: CellContext | undefined): void {
    const current = this.#current;
    const id = cell?.id ?? this.#cellOf(error);
    if (!current || (id !== undefined && id !== current.id)) {
      this.#report('Uncaught', error, id);
      return;
    }
    current.settle({ status: 'error', error: this.#describe(error, current) });
    // What it still awaits would wait for ever.
    void this.#waits.rejectAll(current, () => error);
  }

  /** The run whose script is at the bottom of an error's stack: Node 22 has left the context when it reports an error. */
  #cellOf(error: unknown): number | undefined {
    if (!isError(error)) return undefined;
    const outermost = framesOf(error, this.#sources).findLast((frame) => frame.kind === 'cell');
    return outermost && this.#sources.cell(outermost.file);
  }

  #report(what: string, error: unknown, cell: number | undefined): void {
    const { evalue, traceback } = this.#describe(error, undefined);
    const [first = '', ...rest] = traceback;
    // What is no error has no name of its own.
    const head = isError(error) ? `${what} ${first}` : `${what}: ${evalue}`;
    const lines = `${[head, ...rest].join('\n')}\n`;
    const text = this.#colors ? lines : stripVTControlCharacters(lines);
    const target = cell ?? this.#current?.id ?? this.#latest;
    if (target !== undefined) this.#output.stream(target, 'stderr', text);
    else process.stderr.write(text);
  }

  /** Ends a cell that called `process.exit`, and what it has under way: training stops as at an interrupt. */
  async #exited(request: ExitRequest, cell: CellContext | undefined): Promise<void> {
    const current = this.#current;
    if (!current) raiseSignal();
    const id = cell?.id ?? this.#cellOf(request);
    if (!current || current.exit || (id !== undefined && id !== current.id)) return;
    current.exit = this.#failure(request, current);
    raiseSignal();
    this.#waits.abandon(current);
    await this.#waits.rejectAll(current, () => request);
    // The next cell takes the signal back.
    await turn();
    await turn();
    current.settle(current.exit);
  }

  isComplete(code: string): Completeness {
    return checkComplete(code);
  }

  /**
   * Loads the library when that is asked about; undefined when nothing has to be waited for. While a cell runs, the cell
   * comes first.
   */
  loadFor(code: string, cursor: number): Promise<unknown> | undefined {
    if (this.#current) return undefined;
    const names = [pathBefore(code, cursor)?.owner[0], pathAround(code, cursor)?.path[0]];
    const asked = new Set(names.filter((name) => name !== undefined));
    return this.#prelude.isNeeded(asked, this.#names.own) ? this.#prelude.load(this.#names.own) : undefined;
  }

  /** Completes from run-time values. The cursor counts UTF-16 units, here and in the reply. */
  complete(code: string, cursor: number): CompleteReply {
    const { folder } = this;
    return completeMagic(code, cursor, folder) ?? completeAt(code, cursor, this.#names, folder);
  }

  /** Says what the value at the cursor (in UTF-16 units) is. */
  inspect(code: string, cursor: number, detail: 0 | 1): InspectReply {
    return (
      inspectMagic(code, cursor) ??
      inspectAt(code, cursor, detail, { names: this.#names, sources: this.#sources })
    );
  }

  /** Soft interrupt: raises the interrupt signal and rejects what the running cell awaits. */
  interrupt(): void {
    if (this.#running.size === 0) return;
    raiseSignal();
    for (const cell of this.#running) void this.#stop(cell);
  }

  async #stop(cell: RunningCell): Promise<void> {
    // What has not begun could be stuck before the interrupt's turn comes.
    if (!cell.started) {
      this.#endInterrupted(cell);
      return;
    }
    cell.interrupts += 1;
    // The library looks at the signal between two steps: it ends by itself, with its own tidying.
    const hasCome = this.#waits.announce(cell);
    await turn();
    await turn();
    const came = hasCome();
    if (cell.ended) return;
    // JavaScript's catch takes every error: code that tries again and again takes the interrupt for one more failure.
    if (cell.interrupts > 1) this.#waits.abandon(cell);
    if (!came) await this.#waits.rejectAll(cell, () => new KeyboardInterrupt());
    await turn();
    // It waits for something that is not an await of its text; what is left of it can only be let go.
    if (!cell.ended && this.#waits.count(cell) === 0) this.#endInterrupted(cell);
  }

  #endInterrupted(cell: RunningCell): void {
    forgetPending();
    cell.settle({ status: 'error', error: this.#describe(new KeyboardInterrupt(), cell) });
  }

  /** Called, in a fresh task, after JavaScript was terminated from outside: tidies up what the code could not. */
  terminated(): void {
    clearContext();
    forgetPending();
    this.#output.shield?.reset(this.#prelude.busy ? 1 : 0);
    this.#restoreLibrary();
    this.#modules.afterTermination();
  }

  /** Called some time after a termination, when the running cell has not ended by itself: ends it as interrupted. */
  afterHardInterrupt(): void {
    if (this.#running.size === 0) return;
    raiseSignal();
    for (const cell of this.#running) this.#endInterrupted(cell);
  }

  /** The one that began first: what has no cell of its own belongs to it. */
  get #current(): RunningCell | undefined {
    const [first] = this.#running;
    return first;
  }

  /** Called while nothing runs: loads the library, so that the first cell need not wait for it, and warms up. */
  idle(): void {
    if (this.#current) return;
    if (this.#prelude.library) {
      this.#warmUp.run();
      return;
    }
    // A failure shows when a cell needs the library.
    this.#prelude.load(this.#names.own).then(
      () => this.idle(),
      () => undefined,
    );
  }

  /** Forgets every variable of the cells; the globals are what they were. */
  reset(): void {
    this.#lastValue.forget();
    this.#names.reset();
    this.#prelude.define(this.#names.own);
    this.#defineOwn();
  }

  /** The notebook's folder. */
  get folder(): string {
    return this.#modules.folder;
  }
}
