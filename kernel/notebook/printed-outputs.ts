import type { EngineMessage } from '../server/supervisor.js';

interface Shown {
  text: string;
  /** What of it was printed; undefined before that. */
  printed?: string;
}

/**
 * Prints outputs as text, for a run that writes no notebook. What may be updated is printed when something else comes or
 * its cell ends, and once more at the end of the cell that changed it: a training's table is wanted as it ended.
 */
export class PrintedOutputs {
  readonly #print: (text: string) => void;
  readonly #shown = new Map<string, Shown>();

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  /** Takes a message of the engine. Errors are printed by the run itself. */
  receive(message: EngineMessage): void {
    if (message.type === 'stream') {
      this.#printNew();
      this.#print(message.text);
    } else if (message.type === 'result') {
      this.#printNew();
      this.#line(message.data['text/plain']);
    } else if (message.type === 'display') this.#display(message.message);
  }

  /** A cell has ended. */
  end(): void {
    for (const one of this.#shown.values()) if (one.printed !== one.text) this.#printOne(one);
  }

  #display(message: Extract<EngineMessage, { type: 'display' }>['message']): void {
    if (message.kind === 'clear') {
      for (const [id, { printed }] of this.#shown) if (printed === undefined) this.#shown.delete(id);
      return;
    }
    const { id } = message;
    const text = message.data['text/plain'];
    if (id === undefined) {
      this.#printNew();
      this.#line(text);
    } else if (typeof text === 'string') {
      const known = this.#shown.get(id);
      if (known && message.kind === 'update') known.text = text;
      else if (message.kind === 'display') this.#shown.set(id, { text });
    }
  }

  #printNew(): void {
    for (const one of this.#shown.values()) if (one.printed === undefined) this.#printOne(one);
  }

  #printOne(one: Shown): void {
    one.printed = one.text;
    this.#line(one.text);
  }

  #line(text: unknown): void {
    if (typeof text === 'string' && text !== '') this.#print(text.endsWith('\n') ? text : `${text}\n`);
  }
}
