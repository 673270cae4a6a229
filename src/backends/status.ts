import { BACKEND_NAMES, type BackendName } from './candidate.js';
import { memory } from './memory.js';

/** One line of {@link BackendStatus}. */
export interface BackendRow {
  readonly name: BackendName;
  readonly state: 'in use' | 'ready' | 'absent';
  /** What it runs on, or why it is absent. */
  readonly why: string;
  /** The command or setting that would make it available. */
  readonly fix?: string;
}

/** The backends, which of them is in use, and what is in memory; shows itself as a table. */
export class BackendStatus {
  /** Tensors that were alive when this was made. */
  readonly tensors: number;
  /** Bytes they held. */
  readonly bytes: number;

  /** `named`: the one in use was asked for by name; `refusal`: why none is. */
  constructor(
    readonly rows: readonly BackendRow[],
    readonly named: boolean,
    private readonly refusal?: string,
  ) {
    ({ tensors: this.tensors, bytes: this.bytes } = memory());
  }

  /** The name of the one in use. */
  get current(): BackendName | undefined {
    return this.rows.find(({ state }) => state === 'in use')?.name;
  }

  /** Why the one in use was chosen, or why none is in use. */
  get reason(): string {
    if (this.refusal !== undefined) return this.refusal;
    return this.named ? 'asked for by name' : `the first of ${BACKEND_NAMES.join(', ')} that works`;
  }

  /** The text form. */
  toString(): string {
    const lines = this.rows.flatMap(({ name, state, why, fix }) => {
      const mark = state === 'in use' ? '>' : ' ';
      const line = `${mark} ${name.padEnd(8)} ${state.padEnd(8)} ${why}`;
      return fix === undefined ? [line] : [line, `${' '.repeat(20)}fix: ${fix}`];
    });
    return [
      `${this.current ?? 'no backend'} is in use (${this.reason})`,
      `${this.tensors} tensors, ${(this.bytes / 2 ** 20).toFixed(1)} MiB`,
      '',
      '  backend  state   why',
      '─'.repeat(78),
      ...lines,
    ].join('\n');
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
