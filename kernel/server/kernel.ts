import type { Debugger } from '../debugger/debugger.js';
import { Language } from '../language/language.js';
import { TypeCheck } from '../language/type-check.js';
import { type Codec, ProtocolError } from '../protocol/codec.js';
import { Content } from '../protocol/content.js';
import type { CommInfoReply, ConnectReply, ErrorReply, Header, Message } from '../protocol/messages.js';
import { CellOutputs } from './cell-outputs.js';
import { Executions } from './executions.js';
import { readExecute } from './handlers/execute.js';
import type { Services } from './handlers/handler.js';
import { HANDLERS } from './handlers/table.js';
import { History } from './history.js';
import { Inputs } from './inputs.js';
import { Iopub } from './iopub.js';
import type { Request } from './request.js';
import { Engine, type EngineOptions } from './supervisor.js';
import type { IncomingChannel, Transport } from './transport.js';
import { Usage } from './usage.js';

/** The kernel sends; who opened the sockets closes them. */
type KernelTransport = Omit<Transport, 'close'>;

export interface KernelOptions {
  readonly codec: Codec;
  /** The notebook's folder. */
  readonly folder: string;
  /** Where the history is kept; absent: nowhere. */
  readonly historyFile?: string | undefined;
  /** The ports of the sockets, for who asks. */
  readonly ports?: ConnectReply;
  /** Called when the kernel was asked to end and its last message has left. */
  readonly onShutdown: () => void;
  /** For tests: how engines are started. */
  readonly engine?: Partial<EngineOptions>;
}

/** Requests that a front end counts as the kernel's work although they run beside a cell. */
const ALONGSIDE = new Set([
  'complete_request',
  'inspect_request',
  'is_complete_request',
  'history_request',
  'comm_open',
  'comm_msg',
  'comm_close',
  'debug_request',
]);

/** What makes a stopped cell go on, or ends the debugger: a request before it may wait for just that. */
const RESUMING: ReadonlySet<unknown> = new Set([
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'pause',
  'disconnect',
  'terminate',
]);

/** So long, in ms, may the engine take to answer the debugger: native code may hold its main thread. */
const DEBUG_LIMIT = 10_000;

/**
 * The kernel without its sockets: takes frames, answers them, and keeps the protocol's promises. Each request is
 * surrounded by busy and idle; idle comes after all that the request showed.
 */
export class Kernel {
  readonly #codec: Codec;
  readonly #transport: KernelTransport;
  readonly #services: Services;
  readonly #outputs: CellOutputs;
  readonly #onShutdown: () => void;
  #debugger: Promise<Debugger> | undefined;
  #debugParent: Header | undefined;
  #debugging: Promise<void> = Promise.resolve();
  #started = false;
  #ending = false;

  constructor(transport: KernelTransport, options: KernelOptions) {
    const { codec, folder, onShutdown } = options;
    this.#transport = transport;
    this.#codec = codec;
    this.#onShutdown = onShutdown;
    const iopub = new Iopub({
      codec,
      send: (frames) => transport.publish(frames),
      onFull: (full) => (full ? engine.pause() : engine.resume()),
    });
    const comms = new Map<string, CommInfoReply['comms'][string]>();
    const executions = new Executions({
      run: (request) => this.#execute(request),
      abort: (request) => this.#answer(request, () => ({ status: 'aborted' })),
    });
    const inputs = new Inputs(
      (request, prompt, password) => this.#askInput(request, prompt, password),
      (id, value) => engine.reply(id, value),
    );
    const language = new Language(folder);
    const types = new TypeCheck(language);
    this.#outputs = new CellOutputs({ iopub, executions, inputs, comms, types });
    const engine = new Engine({
      folder,
      onMessage: (message) => {
        if (message.type === 'debugEvent') void this.#debugger?.then((one) => one.event(message.event));
        else this.#outputs.show(message);
      },
      onFolder: (path) => language.move(path),
      onExit: () => {
        this.#outputs.engineEnded();
        language.clear(folder);
        void this.#debugger?.then((one) => one.engineEnded());
      },
      ...options.engine,
    });
    this.#services = {
      iopub,
      engine,
      executions,
      inputs,
      comms,
      history: new History(options.historyFile, warn),
      usage: new Usage(),
      language,
      types,
      ports: options.ports ?? {},
      newCell: (parent, silent) => this.#outputs.newCell(parent, silent),
      show: (message) => this.#outputs.show(message),
      debugger: (parent) => this.#debug(parent),
      interrupt: () => this.interrupt(),
      shutdown: () => void this.shutdown(),
    };
  }

  /** Says once that the kernel is there; the first message says it, too. */
  started(): void {
    if (this.#started) return;
    this.#started = true;
    this.#services.iopub.status('starting');
  }

  /** Takes one message. What is not a message of the protocol is dropped with a line on stderr. */
  receive(channel: IncomingChannel, frames: readonly Uint8Array[]): void {
    this.started();
    let message: Message;
    try {
      message = this.#codec.decode(frames);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      warn(`dropped a message on ${channel}: ${error.message}`);
      return;
    }
    const { header, identities, metadata, buffers } = message;
    const content = new Content(header.msg_type, message.content);
    const parent = message.parent_header;
    const request: Request = { channel, header, parent, identities, content, metadata, buffers };
    if (header.msg_type === 'input_reply') this.#input(request);
    else if (header.msg_type === 'execute_request') this.#services.executions.add(request);
    else if (header.msg_type === 'debug_request') this.#handleDebug(request);
    else void this.#handle(request);
  }

  /** One after the other, as their front ends expect; what lets a stopped cell go on does not wait for who waits for that. */
  #handleDebug(request: Request): void {
    if (RESUMING.has(request.content.value('command', ''))) void this.#handle(request);
    else this.#debugging = this.#debugging.then(() => this.#handle(request));
  }

  /** A front end listens from now on. */
  subscribed(topic: Uint8Array): void {
    this.#services.iopub.welcome(topic);
  }

  /** Stops the running cell, as the signal SIGINT asks for. */
  interrupt(): void {
    this.#services.inputs.interrupted();
    this.#services.types.interrupt();
    this.#services.engine.interrupt();
  }

  /** Ends the engine, sends what is left, and says that this is done. */
  async shutdown(): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    // The reply to the request that asked for it goes first.
    await new Promise(setImmediate);
    this.#services.executions.abortQueued();
    this.#services.types.interrupt();
    this.#services.language.stop();
    await this.#services.engine.shutdown();
    await new Promise(setImmediate);
    await this.#services.iopub.flush();
    this.#onShutdown();
  }

  /** Ends the engine at once; for a process that is ending. */
  kill(): void {
    this.#services.language.stop();
    this.#services.engine.kill();
  }

  /** Starts the engine, unless it was started before. */
  startEngine(): void {
    this.#services.engine.start();
  }

  /** Reads the history before somebody waits for it. */
  warmUp(): void {
    void this.#services.history.session;
  }

  async #execute(request: Request): Promise<void> {
    const handler = HANDLERS.get('execute_request')!;
    await this.#answer(request, async () => {
      if (this.#debugger) await (await this.#debugger).ready();
      const reply = await handler(request, this.#services);
      const failed = (reply as { status?: string }).status === 'error';
      if (failed && readExecute(request).stop_on_error) await this.#services.executions.failed();
      return reply;
    });
  }

  async #handle(request: Request): Promise<void> {
    const { msg_type } = request.header;
    const handler = HANDLERS.get(msg_type);
    await this.#answer(request, () => {
      if (handler) return handler(request, this.#services);
      warn(`does not know the message type ${msg_type}`);
      if (!msg_type.endsWith('_request')) return undefined;
      return errorReply('UnknownMessageType', `expected a type of protocol 5.4; received ${msg_type}`);
    });
    // Front ends show the last status, whosever it is; the cell is still at work.
    if (ALONGSIDE.has(msg_type) && this.#services.executions.busy) this.#services.iopub.status('busy');
  }

  /** Busy, the work, what it showed, the reply, idle. */
  async #answer(
    request: Request,
    work: () => object | undefined | Promise<object | undefined>,
  ): Promise<void> {
    const { channel, header, identities } = request;
    const { iopub } = this.#services;
    // JupyterLab notes it as the time at which the cell began.
    const metadata = header.msg_type === 'execute_request' ? { started: new Date().toISOString() } : {};
    iopub.status('busy', header);
    let content: object | undefined;
    try {
      content = await work();
    } catch (error) {
      const { name, message } = error as Error;
      // Comm messages have no replies.
      const isRequest = header.msg_type.endsWith('_request');
      if (isRequest) content = errorReply(name, message);
      if (name !== 'ContentError') warn(`${header.msg_type}: ${(error as Error).stack}`);
      else if (!isRequest) warn(message);
    }
    if (content !== undefined) {
      await iopub.flush();
      const type = header.msg_type.replace(/_request$/, '_reply');
      void this.#transport.send(
        channel,
        this.#codec.encode({ type, content, parent: header, metadata, identities }),
      );
    }
    iopub.status('idle', header);
  }

  #debug(parent: Header): Promise<Debugger> {
    this.#debugParent = parent;
    this.#debugger ??= this.#loadDebugger();
    return this.#debugger;
  }

  async #loadDebugger(): Promise<Debugger> {
    const { Debugger } = await import('../debugger/debugger.js');
    const { engine, iopub } = this.#services;
    return new Debugger({
      post: async (method, params) => {
        await Promise.race([engine.ready(), delay(DEBUG_LIMIT)]);
        return engine.ask({ type: 'debug', method, params }, DEBUG_LIMIT);
      },
      publish: (event) => iopub.publish('debug_event', event, this.#debugParent),
      interrupt: () => engine.interrupt(),
    });
  }

  #askInput(request: Request, prompt: string, password: boolean): string {
    const { header, identities } = request;
    const id = this.#codec.newId();
    const frames = this.#codec.encode({
      id,
      type: 'input_request',
      content: { prompt, password },
      parent: header,
      identities,
    });
    // Text printed before the question stands above it.
    void this.#services.iopub.flush().then(() => this.#transport.send('stdin', frames));
    return id;
  }

  #input({ content, parent }: Request): void {
    try {
      this.#services.inputs.reply(content.string('value'), parent.msg_id);
    } catch (error) {
      warn(`dropped a message on stdin: ${(error as Error).message}`);
    }
  }
}

function errorReply(ename: string, evalue: string): ErrorReply {
  return { status: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function warn(message: string): void {
  process.stderr.write(`cellgrad: ${message}\n`);
}
