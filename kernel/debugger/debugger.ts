import { readFile } from 'node:fs/promises';
import type { Runtime } from 'node:inspector';
import { basename } from 'node:path';
import type { DebugVariable } from '../engine/debug/debug-values.js';
import { Breakpoints, type SourceBreakpoint } from './breakpoints.js';
import { CAPABILITIES, EXCEPTION_FILTERS, type ExceptionFilter, passedBy } from './capabilities.js';
import { CellFiles } from './cell-files.js';
import { DebugError, Inspector, type PostToInspector } from './inspector.js';
import type { DebugEvent, ParsedScript, Paused } from './inspector-events.js';
import { Scripts } from './scripts.js';
import { type StepKind, StopPolicy } from './stop-policy.js';
import { Stopped } from './stopped.js';

/** One request of the Debug Adapter Protocol. */
export interface DebugRequest {
  readonly seq: number;
  readonly command: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What the debugger works with. */
export interface DebuggerParts {
  readonly post: PostToInspector;
  /** Sends an event to the front ends. */
  publish(event: object): void;
  /** Interrupts the running cell. */
  interrupt(): void;
}

/** JavaScript has one thread here. */
const THREAD = 1;

/** So long, in ms, until a pause that met only the kernel's and Node's code is tried again. */
const SEARCH_AGAIN = 250;

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

type Arguments = DebugRequest['arguments'];
type Command = (args: Arguments) => object | undefined | Promise<object | undefined>;

/**
 * The debugger: speaks the Debug Adapter Protocol, with Jupyter's additions (debugInfo, dumpCell, inspectVariables ...), to
 * the front ends and V8's inspector to the engine. V8 debugs only between attach and disconnect, so that a kernel
 * without a debugger is as fast as ever.
 *
 * @see https://microsoft.github.io/debug-adapter-protocol/specification
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request
 */
export class Debugger {
  readonly #parts: DebuggerParts;
  readonly #inspector: Inspector;
  readonly #cells = new CellFiles();
  readonly #scripts: Scripts;
  readonly #breakpoints: Breakpoints;
  readonly #policy: StopPolicy;
  #seq = 0;
  #isStarted = false;
  /** What the front end calls itself. */
  #client: unknown;
  #isAttached = false;
  #attaching: Promise<void> = Promise.resolve();
  /** Counts the stops of V8's, those that people are not shown included. */
  #pauses = 0;
  #stopped: Stopped | undefined;
  #onResumed: (() => void)[] = [];

  constructor(parts: DebuggerParts) {
    this.#parts = parts;
    this.#inspector = new Inspector(parts.post);
    this.#scripts = new Scripts(this.#inspector, this.#cells);
    this.#breakpoints = new Breakpoints(this.#inspector, this.#scripts, this.#cells);
    this.#policy = new StopPolicy(this.#inspector, this.#scripts, this.#breakpoints);
  }

  /** Resolves when the next cell may run: a new engine has first to be attached to. */
  ready(): Promise<void> {
    return this.#attaching;
  }

  /** Answers a request; never rejects. */
  async request({ seq, command, arguments: args }: DebugRequest): Promise<object> {
    const reply = { type: 'response', request_seq: seq, command };
    try {
      const run = this.#commands[command];
      if (!run) throw new DebugError(`${command}: this debugger has no such command`);
      if (!this.#isStarted && !ALWAYS.has(command)) {
        throw new DebugError(`${command}: the debugger has not been started (initialize, attach)`);
      }
      const body = await run(args);
      return { seq: ++this.#seq, ...reply, success: true, ...(body && { body }) };
    } catch (error) {
      const { message } = error as Error;
      return { seq: ++this.#seq, ...reply, success: false, message, body: {} };
    }
  }

  /** Takes what V8 tells. */
  event({ method, params }: DebugEvent): void {
    if (method === 'Debugger.scriptParsed') void this.#parsed(params).catch(report);
    else if (method === 'Debugger.paused') void this.#paused(params).catch(report);
    else this.#resumed();
  }

  /** The engine ended and a new one starts: it gets the breakpoints of the old one. */
  engineEnded(): void {
    this.#inspector.reset();
    this.#scripts.clear();
    this.#breakpoints.lost();
    this.#policy.forgetPause();
    this.#resumed();
    if (this.#isAttached) this.#attaching = this.#attach().catch(report);
  }

  readonly #commands: Readonly<Record<string, Command>> = {
    debugInfo: () => this.#info(),
    initialize: (args) => {
      this.#isStarted = true;
      this.#client = args['clientID'];
      return CAPABILITIES;
    },
    attach: async () => {
      await this.#attach();
      this.#publish('initialized');
      return undefined;
    },
    configurationDone: () => undefined,
    disconnect: async (args) => {
      await this.#detach(args['terminateDebuggee'] === true);
      return undefined;
    },
    terminate: async () => {
      await this.#detach(true);
      this.#publish('terminated');
      return undefined;
    },
    dumpCell: (args) => ({ sourcePath: this.#cells.add(text(args, 'code')) }),
    setBreakpoints: async (args) => {
      const list = (args['breakpoints'] ?? []) as readonly SourceBreakpoint[];
      await this.#settled();
      return { breakpoints: await this.#breakpoints.replace(pathOf(args), list) };
    },
    setExceptionBreakpoints: async (args) => {
      const known: readonly string[] = EXCEPTION_FILTERS.map(({ filter }) => filter);
      const filters = ((args['filters'] ?? []) as readonly string[]).filter((one) => known.includes(one));
      this.#policy.filters = new Set(filters as readonly ExceptionFilter[]);
      await this.#watchExceptions();
      return { breakpoints: filters.map(() => ({ verified: true })) };
    },
    source: (args) => this.#source(pathOf(args)),
    modules: (args) => this.#modules(args),
    threads: () => ({ threads: [{ id: THREAD, name: 'main' }] }),
    stackTrace: (args) => this.#stackTrace(args),
    scopes: (args) => ({ scopes: this.#whereStopped().scopes(number(args, 'frameId')) }),
    variables: async (args) => ({ variables: this.#forClient(await this.#variables(args)) }),
    exceptionInfo: () => this.#exceptionInfo(),
    evaluate: (args) => this.#evaluate(args),
    continue: async () => {
      await this.#go();
      return { allThreadsContinued: true };
    },
    next: () => this.#go('stepOver'),
    stepIn: () => this.#go('stepInto'),
    stepOut: () => this.#go('stepOut'),
    pause: async () => {
      this.#policy.pause();
      await this.#inspector.post('Debugger.pause');
      return undefined;
    },
    inspectVariables: async () => {
      if (!this.#stopped) await this.#inspector.call('clear');
      return { variables: this.#forClient(await this.#inspector.call('globals')) };
    },
    richInspectVariables: (args) => this.#rich(args),
    copyToGlobals: (args) => this.#copyToGlobals(args),
  };

  #info(): object {
    return {
      isStarted: this.#isStarted,
      hashMethod: this.#cells.hashMethod,
      hashSeed: this.#cells.hashSeed,
      tmpFilePrefix: this.#cells.prefix,
      tmpFileSuffix: this.#cells.suffix,
      breakpoints: this.#breakpoints.list(),
      stoppedThreads: this.#stopped ? [THREAD] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  async #attach(): Promise<void> {
    this.#isAttached = true;
    await this.#inspector.post('Debugger.enable');
    await this.#watchExceptions();
    await this.#breakpoints.watchFiles(true);
    // From here on each cell waits for its breakpoints.
    await this.#inspector.call('attach', true);
  }

  async #detach(terminate: boolean): Promise<void> {
    if (this.#stopped) {
      const resumed = new Promise<void>((resolve) => this.#onResumed.push(resolve));
      if (terminate) this.#parts.interrupt();
      else await this.#go();
      await resumed;
    }
    this.#isStarted = false;
    this.#breakpoints.clear();
    this.#policy.forgetPause();
    this.#policy.filters = new Set();
    if (this.#isAttached) {
      this.#isAttached = false;
      await this.#inspector.post('Debugger.disable');
      await this.#inspector.call('attach', false);
    }
    this.#scripts.clear();
  }

  async #watchExceptions(): Promise<void> {
    const any = this.#policy.filters.size > 0;
    await this.#inspector.post('Debugger.setBlackboxPatterns', { patterns: passedBy(any) });
    await this.#inspector.post('Debugger.setPauseOnExceptions', { state: any ? 'all' : 'none' });
  }

  async #parsed(parsed: ParsedScript): Promise<void> {
    const script = await this.#scripts.add(parsed);
    if (!script) return;
    try {
      await this.#breakpoints.apply(script);
      if (script.isCell) {
        // A step may have run off the end of the cell before.
        await this.#breakpoints.watchFiles(true);
        if (this.#policy.isPausing) await this.#breakpoints.stopAtStart(script);
      }
    } finally {
      if (script.isCell) await this.#inspector.call('go', script.file);
    }
  }

  async #paused(paused: Paused): Promise<void> {
    this.#pauses += 1;
    const number = this.#pauses;
    const stopped = await Stopped.read(this.#inspector, this.#scripts, paused, number);
    const verdict = await this.#policy.judge(stopped);
    // An interrupt may have come between.
    if (number !== this.#pauses) return;
    if ('go' in verdict) {
      await this.#inspector.post(`Debugger.${verdict.go}`);
      if ('pauseAgain' in verdict) setTimeout(() => void this.#pauseAgain().catch(report), SEARCH_AGAIN);
      return;
    }
    this.#stopped = stopped;
    const { reason } = verdict;
    const what = reason === 'exception' ? { text: exceptionOf(paused).description ?? '' } : {};
    this.#publish('stopped', {
      reason,
      ...what,
      threadId: THREAD,
      allThreadsStopped: true,
      preserveFocusHint: false,
    });
  }

  /** The last pause met only code that is no person's. */
  async #pauseAgain(): Promise<void> {
    if (this.#policy.isPausing && this.#isAttached) await this.#inspector.post('Debugger.pause');
  }

  #resumed(): void {
    this.#pauses += 1;
    for (const resolve of this.#onResumed.splice(0)) resolve();
    this.#left();
  }

  #left(): void {
    if (!this.#stopped) return;
    this.#stopped = undefined;
    this.#publish('continued', { threadId: THREAD, allThreadsContinued: true });
  }

  async #go(step?: StepKind): Promise<undefined> {
    this.#policy.leave(this.#whereStopped(), step);
    await this.#breakpoints.watchFiles(!step);
    await this.#inspector.call('clear');
    // Now, so that it comes before what the cell shows.
    this.#left();
    await this.#inspector.post(`Debugger.${step ?? 'resume'}`);
  }

  #whereStopped(): Stopped {
    if (!this.#stopped) throw new DebugError('the kernel is not stopped at a breakpoint');
    return this.#stopped;
  }

  #stackTrace(args: Arguments): object {
    const { frames } = this.#whereStopped();
    const start = Number(args['startFrame'] ?? 0);
    const levels = Number(args['levels'] ?? 0);
    const wanted = levels > 0 ? frames.slice(start, start + levels) : frames.slice(start);
    const stackFrames = wanted.map(({ id, name, line, column, script }) => ({
      id,
      name,
      line,
      column,
      source: { name: basename(script.file), path: script.path },
    }));
    return { stackFrames, totalFrames: frames.length };
  }

  /** JupyterLab shows a variable's type in place of its value, but for Python's scalars: without a type, the value. */
  #forClient(variables: readonly DebugVariable[]): readonly Partial<DebugVariable>[] {
    if (this.#client !== 'jupyterlab') return variables;
    return variables.map(({ type, ...rest }) => (rest.variablesReference > 0 ? { type, ...rest } : rest));
  }

  #variables(args: Arguments): Promise<readonly DebugVariable[]> {
    const reference = number(args, 'variablesReference');
    const [start, count] = [Number(args['start'] ?? 0), Number(args['count'] ?? 0)];
    if (this.#stopped) return this.#stopped.variables(reference, start, count);
    return this.#inspector.call('children', reference, start, count);
  }

  #exceptionInfo(): object {
    const { paused } = this.#whereStopped();
    const { className = 'Error', description = '' } = exceptionOf(paused);
    return { exceptionId: className, description, breakMode: 'always' };
  }

  async #evaluate(args: Arguments): Promise<object> {
    const expression = text(args, 'expression');
    const value = await this.#inspector.evaluate(
      await this.#inspector.call('javascript', expression),
      this.#callFrame(args['frameId']),
    );
    const { value: result, ...described } = await this.#inspector.call('describe', value, expression);
    return { ...described, result };
  }

  #callFrame(id: unknown): string | undefined {
    return typeof id === 'number' && this.#stopped ? this.#stopped.frame(id).call.callFrameId : undefined;
  }

  async #rich(args: Arguments): Promise<object> {
    const value = await this.#inspector.evaluate(
      nameIn(args, 'variableName'),
      this.#callFrame(args['frameId']),
    );
    return this.#inspector.call('rich', value);
  }

  async #copyToGlobals(args: Arguments): Promise<undefined> {
    const from = nameIn(args, 'srcVariableName');
    const to = nameIn(args, 'dstVariableName');
    const { call } = this.#whereStopped().frame(number(args, 'srcFrameId'));
    await this.#inspector.call('define', to, await this.#inspector.evaluate(from, call.callFrameId));
  }

  async #source(path: string): Promise<object> {
    const content = this.#cells.code(path);
    const mimeType = /\.[cm]?tsx?$/.test(path) ? 'text/typescript' : 'text/javascript';
    if (content !== undefined) return { content, mimeType };
    if (this.#cells.isCell(path)) throw new DebugError(`source: there is no cell ${path}`);
    return { content: await readFile(path, 'utf8'), mimeType };
  }

  async #modules(args: Arguments): Promise<object> {
    await this.#settled();
    const files = this.#scripts.files();
    const start = Number(args['startModule'] ?? 0);
    const count = Number(args['moduleCount'] ?? 0);
    const modules = files.map((path, id) => ({ id, name: basename(path), path }));
    return {
      modules: modules.slice(start, count > 0 ? start + count : undefined),
      totalModules: files.length,
    };
  }

  async #settled(): Promise<void> {
    if (this.#isAttached) await this.#scripts.settled();
  }

  #publish(event: string, body?: object): void {
    this.#parts.publish({ seq: ++this.#seq, type: 'event', event, ...(body && { body }) });
  }
}

/** What needs no start. */
const ALWAYS: ReadonlySet<string> = new Set([
  'debugInfo',
  'initialize',
  'disconnect',
  'inspectVariables',
  'richInspectVariables',
  'variables',
  'modules',
  'threads',
]);

function exceptionOf(paused: Paused): Partial<Runtime.RemoteObject> {
  return (paused.data ?? {}) as Partial<Runtime.RemoteObject>;
}

function text(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value === 'string') return value;
  throw new DebugError(`${name}: expected a string; received ${JSON.stringify(value)}`);
}

function number(args: Arguments, name: string): number {
  const value = args[name];
  if (typeof value === 'number') return value;
  throw new DebugError(`${name}: expected a number; received ${JSON.stringify(value)}`);
}

function nameIn(args: Arguments, name: string): string {
  const value = text(args, name);
  if (NAME.test(value)) return value;
  throw new DebugError(`${name}: expected the name of a variable; received ${JSON.stringify(value)}`);
}

function pathOf(args: Arguments): string {
  return text((args['source'] ?? {}) as Arguments, 'path');
}

function report(error: unknown): void {
  process.stderr.write(`cellgrad: debugger: ${(error as Error).message}\n`);
}
