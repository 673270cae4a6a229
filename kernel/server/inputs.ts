import type { Request } from './request.js';

/** Sends an input_request and gives its msg_id. */
export type AskFrontEnd = (request: Request, prompt: string, password: boolean) => string;

/** Questions of cells to the person in front of the front end; section "Messages on the stdin channel". */
export class Inputs {
  readonly #ask: AskFrontEnd;
  readonly #answer: (id: number, value: string) => void;
  readonly #cells = new Map<number, Request>();
  /** By the id of the message that asked. */
  readonly #open = new Map<string, { cell: number; id: number }>();

  constructor(ask: AskFrontEnd, answer: (id: number, value: string) => void) {
    this.#ask = ask;
    this.#answer = answer;
  }

  begin(cell: number, request: Request): void {
    this.#cells.set(cell, request);
  }

  /** The cell has ended: answers that come now are nobody's. */
  end(cell: number): void {
    this.#cells.delete(cell);
    for (const [message, one] of this.#open) if (one.cell === cell) this.#open.delete(message);
  }

  /** A cell asks: the front end that runs it is asked. */
  ask(cell: number, id: number, prompt: string, password: boolean): void {
    const request = this.#cells.get(cell);
    if (request !== undefined) this.#open.set(this.#ask(request, prompt, password), { cell, id });
  }

  /** An interrupt ends the waiting for answers: what is typed after it answers a later question. */
  interrupted(): void {
    this.#open.clear();
  }

  /** An answer. Not every front end says to which question: these put one after the other, so it is the oldest one. */
  reply(value: string, parent?: string): void {
    const key = parent !== undefined && this.#open.has(parent) ? parent : this.#open.keys().next().value;
    const one = key === undefined ? undefined : this.#open.get(key);
    if (key === undefined || one === undefined) return;
    this.#open.delete(key);
    this.#answer(one.id, value);
  }
}
