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
    this.#send('msg', commContent(data, extras));
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
    this.#send('close', commContent(data, extras));
  }

  /** For {@link Comms}: gives a message of the front end to the listeners, in their order. */
  async receive(action: 'msg' | 'close', received: CommContent): Promise<void> {
    if (action === 'close') this.#open = false;
    for (const listener of [...(action === 'msg' ? this.#messages : this.#closes)]) await listener(received);
  }
}

/** Completes what goes along with a comm's data. The protocol wants an object; cells are not type-checked. */
export function commContent(
  data: Readonly<Record<string, unknown>> | null | undefined,
  extras: CommExtras,
): CommContent {
  return { data: data ?? {}, metadata: extras.metadata ?? {}, buffers: extras.buffers ?? [] };
}
