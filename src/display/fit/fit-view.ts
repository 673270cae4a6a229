import { type DisplaySink, getSink } from '../sink.js';
import type { FitPresenter } from './fit-presenter.js';
import { fitStyle, type Verbose } from './fit-verbose.js';
import { LineView } from './line-view.js';
import { LiveView } from './live-view.js';
import { Throttle } from './throttle.js';

export type { FitPresenter as FitView } from './fit-presenter.js';

/** Options of {@link createFitView}. */
export interface FitViewOptions {
  /** fit's `verbose`; 'auto' by default. */
  readonly verbose?: Verbose;
  /** Called when the user presses the stop button that a notebook with widgets shows; absent: there is none. */
  readonly onStop?: () => void;
  /** Where outputs go; by default the sink in use. */
  readonly sink?: DisplaySink;
  /** Milliseconds from a steady clock. */
  readonly now?: () => number;
  /** Writes to standard output. */
  readonly write?: (text: string) => void;
}

/**
 * Makes the view for a training: in a notebook an epoch table and curves that update in place, in a terminal a
 * progress line, in a file one line an epoch; with `verbose` 1 and 2 what Keras prints.
 */
export function createFitView(options: FitViewOptions = {}): FitPresenter {
  const sink = options.sink ?? getSink();
  const clock = new Throttle(options.now ?? (() => performance.now()));
  const write = options.write ?? ((text: string) => void process.stdout.write(text));
  const style = fitStyle(options.verbose ?? 'auto', sink.kind);
  switch (style) {
    case 'silent':
      return { due: () => false, update: () => {}, finish: async () => {}, abandon: () => {} };
    case 'live':
      return new LiveView(sink, clock, options.onStop);
    default:
      return new LineView(style, write, clock, sink);
  }
}
