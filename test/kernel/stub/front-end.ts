/** A kernel on a transport of arrays, with the stub engine: what a front end would send and see, without ZMQ. */
import { tmpdir } from 'node:os';
import { Codec } from '../../../kernel/protocol/codec.js';
import type { JsonObject, Message } from '../../../kernel/protocol/messages.js';
import { Kernel } from '../../../kernel/server/kernel.js';
import type { IncomingChannel } from '../../../kernel/server/transport.js';

/** A message that the kernel sent, and where. */
export interface Sent extends Message {
  readonly channel: IncomingChannel | 'iopub';
}

export class FrontEnd {
  readonly kernel: Kernel;
  readonly sent: Sent[] = [];
  readonly #reader = new Codec({ key: '' });
  readonly #writer = new Codec({ key: '', session: 'front-end', username: 'ada' });
  #wake: (() => void)[] = [];
  /** Resolves when the kernel says that it has ended. */
  readonly ended: Promise<void>;

  constructor(historyFile?: string) {
    let onShutdown = () => {};
    this.ended = new Promise((resolve) => {
      onShutdown = resolve;
    });
    this.kernel = new Kernel(
      {
        send: async (channel, frames) => this.#note(channel, frames),
        publish: async (frames) => {
          // As a socket does: not at once.
          await new Promise(setImmediate);
          this.#note('iopub', frames);
        },
      },
      {
        codec: new Codec({ key: '' }),
        folder: tmpdir(),
        historyFile,
        onShutdown,
        engine: { entry: new URL('./engine.ts', import.meta.url) },
      },
    );
  }

  #note(channel: Sent['channel'], frames: readonly Uint8Array[]): void {
    this.sent.push({ channel, ...this.#reader.decode(frames) });
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Sends a message; returns its id. */
  send(type: string, content: object = {}, channel: IncomingChannel = 'shell', identity = 'me'): string {
    const id = this.#writer.newId();
    const identities = [Buffer.from(identity)];
    this.kernel.receive(channel, this.#writer.encode({ type, content, identities, id }));
    return id;
  }

  execute(code: string, fields: object = {}, identity = 'me'): string {
    return this.send('execute_request', { code, ...fields }, 'shell', identity);
  }

  /** Waits for a message. */
  async until(fits: (message: Sent) => boolean): Promise<Sent> {
    for (;;) {
      const found = this.sent.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** Waits until the request has been answered; gives all that was sent for it. */
  async answered(id: string): Promise<Sent[]> {
    await this.until((message) => isIdle(message) && message.parent_header.msg_id === id);
    return this.of(id);
  }

  /** Sends a request and waits for its reply's content. */
  async ask(type: string, content: object = {}, channel: IncomingChannel = 'shell'): Promise<JsonObject> {
    const messages = await this.answered(this.send(type, content, channel));
    return replyOf(messages).content;
  }

  /** What was sent for a request so far. */
  of(id: string): Sent[] {
    return this.sent.filter((message) => message.parent_header.msg_id === id);
  }

  close(): void {
    this.kernel.kill();
  }
}

export function isIdle({ header, content }: Message): boolean {
  return header.msg_type === 'status' && content['execution_state'] === 'idle';
}

export function replyOf(messages: readonly Sent[]): Sent {
  const replies = messages.filter(({ channel }) => channel !== 'iopub');
  if (replies.length !== 1) throw new Error(`expected one reply; received ${replies.length}`);
  return replies[0]!;
}

/** Types in order, states of status messages in their place. */
export function kindsOf(messages: readonly Sent[]): string[] {
  return messages.map(({ header, content }) =>
    header.msg_type === 'status' ? String(content['execution_state']) : header.msg_type,
  );
}

/** All text of one stream. */
export function textOf(messages: readonly Sent[], name = 'stdout'): string {
  return messages
    .filter(({ header, content }) => header.msg_type === 'stream' && content['name'] === name)
    .map(({ content }) => content['text'])
    .join('');
}
