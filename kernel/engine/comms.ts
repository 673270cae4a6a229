import { randomUUID } from 'node:crypto';
import type { CommMessage } from '../link.js';
import { Widget, type WidgetOptions } from './widget.js';

/** What one side of a comm tells the other. */
export interface CommContent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** What goes along with a comm's data. */
export interface CommExtras {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly buffers?: readonly Uint8Array[];
}

/** Called with what the front end sent. */
export type CommListener = (content: CommContent) => unknown;

/** Called when the front end opens a comm to a registered target. */
export type CommHandler = (comm: Comm, opened: CommContent) => unknown;

/** One open line between this session and a piece of the front end (protocol section "Custom Messages"). */
export class Comm {
  readonly id: string;
  readonly target: string;
  readonly #send: (action: 'msg' | 'close', content: CommContent) => void;
  readonly #messages = new Set<CommListener>();
  readonly #closes = new Set<CommListener>();
  #open = true;

  constructor(id: string, target: string, send: (action: 'msg' | 'close', content: CommContent) => void) {
    this.id = id;
    this.target = target;
    this.#send = send;
  }

  /** True until either side closes it. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Sends data to the front end. */
  send(data: Readonly<Record<string, unknown>>, extras: CommExtras = {}): void {
    if (!this.#open) throw new Error(`Comm.send: the comm ${this.id} (${this.target}) is closed`);
    this.#send('msg', content(data, extras));
  }

  /** Calls `listener` with each message of the front end; the returned function takes it away. */
  onMessage(listener: CommListener): () => void {
    this.#messages.add(listener);
    return () => this.#messages.delete(listener);
  }

  /** Calls `listener` when the front end closes the comm. */
  onClose(listener: CommListener): () => void {
    this.#closes.add(listener);
    return () => this.#closes.delete(listener);
  }

  /** Closes it from this side. */
  close(data: Readonly<Record<string, unknown>> = {}, extras: CommExtras = {}): void {
    if (!this.#open) return;
    this.#open = false;
    this.#send('close', content(data, extras));
  }

  /** For {@link Comms}: gives a message of the front end to the listeners, in their order. */
  async receive(action: 'msg' | 'close', received: CommContent): Promise<void> {
    if (action === 'close') this.#open = false;
    for (const listener of [...(action === 'msg' ? this.#messages : this.#closes)]) await listener(received);
  }
}

/** The comms of a session: the global `comms` of cells. */
export class Comms {
  readonly #handlers = new Map<string, CommHandler>();
  readonly #comms = new Map<string, Comm>();
  readonly #send: (message: CommMessage) => void;

  constructor(send: (message: CommMessage) => void) {
    this.#send = send;
  }

  /**
   * Has `handler` called with each comm that the front end opens to `target`. Registering again replaces the handler, so
   * that a cell can be run twice.
   *
   * @example
   * comms.register('counter', (comm) => {
   *   let n = 0;
   *   comm.onMessage(({ data }) => comm.send({ n: (n += Number(data.by)) }));
   * });
   */
  register(target: string, handler: CommHandler): () => void {
    this.#handlers.set(target, handler);
    return () => {
      if (this.#handlers.get(target) === handler) this.#handlers.delete(target);
    };
  }

  /** Opens a comm from this side. */
  open(target: string, data: Readonly<Record<string, unknown>> = {}, extras: CommExtras = {}): Comm {
    const comm = this.#create(randomUUID().replaceAll('-', ''), target);
    this.#send({ action: 'open', comm: comm.id, target, ...content(data, extras) });
    return comm;
  }

  /** An anywidget: `esm` draws it in the front end, its `state` is shared with this session. */
  widget(options: WidgetOptions): Widget {
    return new Widget(options, (data, metadata) => this.open('jupyter.widget', data, { metadata }));
  }

  /** Takes a message of the front end. */
  async receive(message: CommMessage): Promise<void> {
    const { action, comm: id, target = '', data, metadata, buffers } = message;
    const received = { data, metadata, buffers };
    if (action !== 'open') {
      const comm = this.#comms.get(id);
      if (action === 'close') this.#comms.delete(id);
      await comm?.receive(action, received);
      return;
    }
    const handler = this.#handlers.get(target);
    if (!handler) {
      // Protocol: a comm to an unknown target is closed at once.
      this.#send({ action: 'close', comm: id, ...content({}, {}) });
      return;
    }
    const comm = this.#create(id, target);
    try {
      await handler(comm, received);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  #create(id: string, target: string): Comm {
    const comm = new Comm(id, target, (action, sent) => {
      if (action === 'close') this.#comms.delete(id);
      this.#send({ action, comm: id, ...sent });
    });
    this.#comms.set(id, comm);
    return comm;
  }
}

function content(data: Readonly<Record<string, unknown>>, extras: CommExtras): CommContent {
  return { data, metadata: extras.metadata ?? {}, buffers: extras.buffers ?? [] };
}
