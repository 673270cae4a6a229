import type { MimeBundle } from '../../src/display/bundle.js';
import type { ToServer } from '../link.js';

type Sent = Extract<ToServer, { type: 'display' }>;

/**
 * Keeps what outputs are to show when the engine ends before it says more of them: a training's table would say for ever
 * that it runs.
 */
export class Wills {
  readonly #wills = new Map<string, { readonly cell: number; readonly data: MimeBundle }>();
  readonly #send: (message: Sent) => void;

  /** `send` takes the updates. */
  constructor(send: (message: Sent) => void) {
    this.#send = send;
  }

  /** Takes a message of the engine on its way to the front end. An output's last message decides. */
  note(message: ToServer): void {
    if (message.type !== 'display' || message.message.kind === 'clear') return;
    const { id, ifLost } = message.message;
    if (id === undefined) return;
    // An update belongs to the cell that has the output.
    const cell = this.#wills.get(id)?.cell ?? message.cell;
    if (ifLost === undefined) this.#wills.delete(id);
    else this.#wills.set(id, { cell, data: ifLost });
  }

  /** The engine has ended. */
  execute(): void {
    for (const [id, { cell, data }] of this.#wills)
      this.#send({ type: 'display', cell, message: { kind: 'update', id, data } });
    this.#wills.clear();
  }
}
