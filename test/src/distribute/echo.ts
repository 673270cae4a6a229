import type { Collective, Notice, Reduction, Values } from '../../../src/distribute/collective.js';

/** Replica `rank` of several that all have the same values: what a job of one process can be tested with. */
export class Echo implements Collective {
  readonly description = 'echo';
  /** What was called, in order. */
  readonly calls: string[] = [];

  constructor(
    readonly size = 2,
    readonly rank = 0,
    /** What the other replicas say when they meet. */
    readonly others: Notice = {},
  ) {}

  allReduce(values: Values, reduction: Reduction = 'sum'): void {
    this.calls.push(`${reduction} ${values.length}`);
    if (reduction === 'sum') for (const [i, value] of values.entries()) values[i] = value * this.size;
  }

  broadcast(values: Values): void {
    this.calls.push(`broadcast ${values.length}`);
  }

  meet(notice: Notice) {
    const values = new Int32Array(this.size).fill(this.others.value ?? notice.value ?? 0);
    values[this.rank] = notice.value ?? 0;
    const any = (key: 'stop' | 'interrupted' | 'look') => Boolean(notice[key] || this.others[key]);
    return { values, stop: any('stop'), interrupted: any('interrupted'), look: any('look') };
  }

  async settle(failed: boolean) {
    return failed ? this.rank : null;
  }
}
