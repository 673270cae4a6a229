import type { Codec, Outgoing } from '../protocol/codec.js';
import type { Header, JsonObject } from '../protocol/messages.js';

/** Text of one stream that is collected, in ms: a loop of console.log becomes a few messages. */
const WINDOW = 15;
/** Collected text that is not kept any longer, in UTF-16 units. */
const TEXT_LIMIT = 1 << 16;
/** When so many bytes wait, what makes output is told to wait; and when so few are left, to go on. */
const FULL = 16 << 20;
const DRAINED = 4 << 20;

interface Text {
  readonly parent: Header | undefined;
  readonly name: 'stdout' | 'stderr';
  text: string;
}

/**
 * The one ordered way out to iopub. The parent of a message is fixed when it is put in; messages leave one at a
 * time in the order in which they came; text is collected but never overtaken. What is put in before `idle`
 * therefore leaves before it.
 */
export class Iopub {
  readonly #codec: Codec;
  readonly #send: (frames: readonly Uint8Array[]) => Promise<void>;
  readonly #onFull: (full: boolean) => void;
  /** What was put in and is not laid out yet. */
  #fresh: Outgoing[] = [];
  readonly #queue: (readonly Uint8Array[])[] = [];
  #bytes = 0;
  #full = false;
  #text: Text | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;

  constructor(options: {
    codec: Codec;
    send: (frames: readonly Uint8Array[]) => Promise<void>;
    /** Called with true when too much waits, with false when most of it has left. */
    onFull?: (full: boolean) => void;
  }) {
    this.#codec = options.codec;
    this.#send = options.send;
    this.#onFull = options.onFull ?? (() => {});
  }

  /** Puts text of a stream in; it leaves with what follows it soon. */
  stream(parent: Header | undefined, name: 'stdout' | 'stderr', text: string): void {
    const collected = this.#text;
    if (collected && collected.parent === parent && collected.name === name) {
      collected.text += text;
    } else {
      this.#closeText();
      this.#text = { parent, name, text };
    }
    if (this.#text!.text.length > TEXT_LIMIT) this.#closeText();
    else this.#timer ??= setTimeout(() => this.#closeText(), WINDOW);
  }

  /** Puts a message in. */
  publish(
    type: string,
    content: object,
    parent?: Header,
    extra?: Pick<Outgoing, 'buffers' | 'metadata'>,
  ): void {
    this.#closeText();
    this.#push({ type, content, parent, ...extra });
  }

  /** Says what the kernel is doing for a request. */
  status(state: 'starting' | 'busy' | 'idle', parent?: Header): void {
    this.publish('status', { execution_state: state }, parent);
  }

  /** Answers a new subscription, so that a front end knows from when on it misses nothing (JEP 65). */
  welcome(topic: Uint8Array): void {
    this.#closeText();
    const subscription = Buffer.from(topic).toString('utf8');
    const identities = topic.length > 0 ? [topic] : [];
    this.#push({ type: 'iopub_welcome', content: { subscription }, identities });
  }

  /** Resolves when everything that was put in has left. */
  async flush(): Promise<void> {
    this.#closeText();
    this.#encode();
    while (this.#sending) await this.#sending;
  }

  #closeText(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const collected = this.#text;
    if (collected === undefined) return;
    this.#text = undefined;
    const { name, text, parent } = collected;
    this.#push({ type: 'stream', content: { name, text } satisfies JsonObject, parent });
  }

  #push(message: Outgoing): void {
    // What the caller does next comes first, giving the engine its cell: signing and sending takes longer.
    if (this.#fresh.push(message) === 1) queueMicrotask(() => this.#encode());
  }

  #encode(): void {
    const fresh = this.#fresh;
    if (fresh.length === 0) return;
    this.#fresh = [];
    for (const message of fresh) {
      const topic = Buffer.from(`kernel.${this.#codec.session}.${message.type}`);
      const frames = this.#codec.encode({ ...message, identities: message.identities ?? [topic] });
      this.#queue.push(frames);
      this.#bytes += size(frames);
    }
    if (!this.#full && this.#bytes > FULL) this.#setFull(true);
    this.#sending ??= this.#drain();
  }

  async #drain(): Promise<void> {
    for (let frames = this.#queue.shift(); frames !== undefined; frames = this.#queue.shift()) {
      await this.#send(frames);
      this.#bytes -= size(frames);
      if (this.#full && this.#bytes < DRAINED) this.#setFull(false);
    }
    this.#sending = undefined;
  }

  #setFull(full: boolean): void {
    this.#full = full;
    this.#onFull(full);
  }
}

function size(frames: readonly Uint8Array[]): number {
  return frames.reduce((sum, frame) => sum + frame.length, 0);
}
