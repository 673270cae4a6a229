import { kerasBar } from '../display/fit/fit-lines.js';
import { getSink } from '../display/sink.js';
import { Callback } from './callback.js';
import type { Logs } from './training.js';

/** Shows how evaluate gets on: Keras's bar where lines can be overwritten, and a last line in any case. */
export class EvaluateProgress extends Callback {
  override readonly batchInterval = 250;
  readonly #verbose: 'auto' | 1 | 2 | true;
  #start = 0;
  #batches = 0;

  constructor(verbose: 'auto' | 1 | 2 | true) {
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
    this.#batches = this.params?.steps ?? this.#batches;
    this.#write(logs, '\n');
  }

  #write(logs: Logs, end: string): void {
    const seconds = (performance.now() - this.#start) / 1000;
    const steps = this.params?.steps ?? null;
    process.stdout.write(`${kerasBar(logs, { steps, batch: this.#batches, seconds })}${end}`);
  }
}
