import type { FitState } from '../fit-data.js';
import type { DisplaySink } from '../sink.js';
import { endLines, epochLine, kerasBar, kerasLine, runningLine } from './fit-lines.js';
import type { FitPresenter } from './fit-presenter.js';
import type { FitStyle } from './fit-verbose.js';
import type { Throttle } from './throttle.js';

/** What a style of lines writes; texts end without a line break. */
interface LineStyle {
  /** Written when an epoch begins. */
  readonly begin?: (state: FitState) => string;
  /** The line that is overwritten while an epoch runs. */
  readonly running?: (state: FitState, columns: number) => string;
  /** Written when an epoch is over. */
  readonly done: (state: FitState, index: number) => string;
  /** Written at the end. */
  readonly end?: (state: FitState) => string;
}

/** The styles that are lines. */
export type LineStyleName = Exclude<FitStyle, 'silent' | 'live'>;

const epochHead = (state: FitState) =>
  `Epoch ${(state.current?.epoch ?? state.initialEpoch + state.done.length) + 1}/${state.epochs}`;
const epochSummary = (state: FitState, index: number) => epochLine(state, state.done[index]!);

const LINES: Readonly<Record<LineStyleName, LineStyle>> = {
  'progress-line': { running: runningLine, done: epochSummary, end: endLines },
  'epoch-lines': { done: epochSummary, end: endLines },
  'keras-bars': {
    begin: epochHead,
    running: (state) => (state.current ? kerasBar(state.current.logs, state.current) : ''),
    done: (state, index) => {
      const epoch = state.done[index]!;
      const steps = stepsOf(state, index);
      return kerasBar(epoch.logs, { steps, batch: steps, seconds: epoch.seconds });
    },
  },
  'keras-lines': {
    begin: epochHead,
    done: (state, index) => {
      const steps = stepsOf(state, index);
      return kerasLine(state.done[index]!, steps, steps);
    },
  },
};

function stepsOf(state: FitState, index: number): number {
  return state.done[index]?.steps ?? state.current?.steps ?? 0;
}

/** Lines on standard output; the line of the running epoch is overwritten where that can be seen. */
export class LineView implements FitPresenter {
  #begun = -1;
  #written = 0;
  /** Columns of the line that the next one overwrites. */
  #open = 0;
  readonly #overwrites: boolean;

  readonly #style: LineStyle;

  constructor(
    style: LineStyleName,
    readonly write: (text: string) => void,
    readonly clock: Throttle,
    readonly sink: DisplaySink,
  ) {
    this.#style = LINES[style];
    this.#overwrites = this.#style.running !== undefined && sink.kind !== 'file';
  }

  due(): boolean {
    return this.#overwrites && this.clock.due();
  }

  update(state: FitState): void {
    this.#finishEpochs(state);
    const epoch = state.current?.epoch;
    if (epoch !== undefined && epoch > this.#begun) this.#begin(state, epoch);
    if (!this.#overwrites || !state.current || !this.clock.due()) return;
    this.clock.mark();
    this.#overwrite(this.#style.running!(state, this.sink.columns));
  }

  async finish(state: FitState): Promise<void> {
    this.#finishEpochs(state);
    if (this.#open > 0) this.#line('');
    const end = this.#style.end?.(state);
    if (end) this.write(`${end}\n`);
  }

  abandon(): void {}

  #begin(state: FitState, epoch: number): void {
    this.#begun = epoch;
    const text = this.#style.begin?.(state);
    // Keras numbers the epochs only if there are several.
    if (text !== undefined && state.epochs > 1) this.write(`${text}\n`);
  }

  #finishEpochs(state: FitState): void {
    for (; this.#written < state.done.length; this.#written++) {
      const { epoch } = state.done[this.#written]!;
      if (epoch > this.#begun)
        this.#begin({ ...state, current: null, done: state.done.slice(0, this.#written) }, epoch);
      this.#line(this.#style.done(state, this.#written));
    }
  }

  /** Replaces the open line by one that stays; an empty text lets the open line stay as it is. */
  #line(text: string): void {
    if (text !== '') this.#overwrite(text);
    this.write('\n');
    this.#open = 0;
  }

  #overwrite(text: string): void {
    const start = this.#open > 0 ? '\r' : '';
    const width = [...text].length;
    this.write(`${start}${text}${' '.repeat(Math.max(0, this.#open - width))}`);
    this.#open = width;
  }
}
