import { stripVTControlCharacters } from 'node:util';
import type { Request } from './request.js';

/** How one queued request is worked on. */
export interface ExecutionSteps {
  /** Runs it. */
  run(request: Request): Promise<void>;
  /** Says that it will not be run. */
  abort(request: Request): Promise<void>;
}

/** Runs execute requests one after the other, in the order in which they came, and counts cells. */
export class Executions {
  readonly #steps: ExecutionSteps;
  readonly #queue: Request[] = [];
  readonly #cells = new Map<number, { count: number; output: string | null }>();
  #count = 0;
  #working = false;
  /** Requests that were in the queue when a cell failed. */
  readonly #aborting = new Set<Request>();

  constructor(steps: ExecutionSteps) {
    this.#steps = steps;
  }

  /** The number of the last cell that was counted. */
  get count(): number {
    return this.#count;
  }

  /** Counts a cell. */
  nextCount(): number {
    return ++this.#count;
  }

  /** True while a cell runs or waits. */
  get busy(): boolean {
    return this.#working;
  }

  /** Takes a request; it is run after those before it. */
  add(request: Request): void {
    this.#queue.push(request);
    if (!this.#working) void this.#work();
  }

  /**
   * A cell has failed: aborts what the front end sent before it can know that. To be called before the reply leaves;
   * what was sent together with the cell may still be in the socket.
   */
  async failed(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.abortQueued();
  }

  /** Aborts what is queued. */
  abortQueued(): void {
    for (const request of this.#queue) this.#aborting.add(request);
  }

  begin(cell: number, count: number): void {
    this.#cells.set(cell, { count, output: null });
    // Late results of cells that ended long ago have no number any more.
    if (this.#cells.size > 10_000) this.#cells.delete(this.#cells.keys().next().value!);
  }

  /** The number of a cell, for what it shows. */
  countOf(cell: number): number {
    return this.#cells.get(cell)?.count ?? this.#count;
  }

  /** Notes the text of a cell's value for the history, without its colours. */
  noteOutput(cell: number, text: unknown): void {
    const running = this.#cells.get(cell);
    if (running && typeof text === 'string') {
      running.output = stripVTControlCharacters(text);
    }
  }

  /** The text of the value that the cell gave. */
  end(cell: number): string | null {
    return this.#cells.get(cell)?.output ?? null;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let request = this.#queue.shift(); request !== undefined; request = this.#queue.shift()) {
      if (this.#aborting.delete(request)) await this.#steps.abort(request);
      else await this.#steps.run(request);
    }
    this.#working = false;
  }
}
