import type { Request } from './handlers/handler.js';

/** How one queued request is worked on. */
export interface ExecutionSteps {
  /** Runs it; true when what is queued behind it must be aborted. */
  run(request: Request): Promise<boolean>;
  /** Says that it will not be run. */
  abort(request: Request): Promise<void>;
}

/** Runs execute requests one after the other, in the order in which they came, and counts cells. */
export class Executions {
  readonly #steps: ExecutionSteps;
  readonly #queue: Request[] = [];
  readonly #running = new Map<number, { count: number; output: string | null }>();
  #count = 0;
  #working = false;
  /** Requests that were in the queue when a cell failed. */
  #aborting = new Set<Request>();

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

  /** Aborts what is queued. */
  abortQueued(): void {
    for (const request of this.#queue) this.#aborting.add(request);
  }

  begin(cell: number, count: number): void {
    this.#running.set(cell, { count, output: null });
    // Late results of cells that ended long ago have no number any more.
    if (this.#running.size > 10_000) this.#running.delete(this.#running.keys().next().value!);
  }

  /** The number of a cell, for what it shows. */
  countOf(cell: number): number {
    return this.#running.get(cell)?.count ?? this.#count;
  }

  /** Notes the text of a cell's value for the history. */
  noteOutput(cell: number, text: unknown): void {
    const running = this.#running.get(cell);
    if (running && typeof text === 'string') running.output = text;
  }

  /** The text of the value that the cell gave. */
  end(cell: number): string | null {
    return this.#running.get(cell)?.output ?? null;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let request = this.#queue.shift(); request !== undefined; request = this.#queue.shift()) {
      if (this.#aborting.delete(request)) {
        await this.#steps.abort(request);
        continue;
      }
      if (!(await this.#steps.run(request))) continue;
      // What the front end sent together with the cell that failed may still be in the socket.
      await new Promise((resolve) => setTimeout(resolve, 1));
      this.abortQueued();
    }
    this.#working = false;
  }
}
