import { kerasBar, kerasLine } from '../display/fit/fit-lines.js';
import { getSink } from '../display/sink.js';
import { ProgbarLogger } from './progbar-logger.js';
import type { Logs } from './training.js';

/** Shows how evaluate and predict get on: Keras's bar where lines can be overwritten, and a last line in any case. */
export class EvaluateProgress extends ProgbarLogger {
  override readonly batchInterval = 250;
  readonly #verbose: 'auto' | 1 | 2 | true;
  #start = 0;
  #batches = 0;

  /** `counted` knows at the end how many batches there were, also of a generator. */
  constructor(
    verbose: 'auto' | 1 | 2 | true,
    private readonly counted: { readonly count: number | null } | null = null,
  ) {
    super();
    this.#verbose = verbose;
  }

  override onTestBegin(): void {
    this.#start = performance.now();
  }

  override onTestBatchEnd(batch: number, logs: Logs): void {
    this.#batches = batch + 1;
    if (getSink().kind === 'terminal' && this.#verbose !== 2) this.#write(logs, '\r');
  }

  override onTestEnd(logs: Logs): void {
    this.#batches = this.#steps ?? this.#batches;
    this.#write(logs, '\n');
  }

  override onPredictBegin(): void {
    this.onTestBegin();
  }

  override onPredictBatchEnd(batch: number): void {
    this.onTestBatchEnd(batch, {});
  }

  override onPredictEnd(): void {
    this.onTestEnd({});
  }

  get #steps(): number | null {
    return this.params?.steps ?? this.counted?.count ?? null;
  }

  #write(logs: Logs, end: string): void {
    const seconds = (performance.now() - this.#start) / 1000;
    const steps = this.#steps;
    const text =
      this.#verbose === 2
        ? kerasLine({ logs, seconds }, steps, this.#batches)
        : kerasBar(logs, { steps, batch: this.#batches, seconds });
    process.stdout.write(`${text}${end}`);
  }
}
