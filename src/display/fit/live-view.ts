import { randomUUID } from 'node:crypto';
import { completeBundle, liveBundle } from '../charts/chart-bundle.js';
import type { Spec } from '../charts/chart-style.js';
import { fitCurves } from '../charts/history-data.js';
import { historySpec } from '../charts/history-spec.js';
import { historyText } from '../charts/history-text.js';
import type { DisplayData } from '../displayable.js';
import type { FitState } from '../fit-data.js';
import { type DisplaySink, type SinkControl, showLater, type Will } from '../sink.js';
import { fitHtml } from './fit-html.js';
import type { FitPresenter } from './fit-presenter.js';
import { fitText } from './fit-text.js';
import type { Throttle } from './throttle.js';

/**
 * Hides the output above while it is the bare text "Loading widget...": a notebook that was saved in mid-training and is
 * reopened without a kernel waits for the button for ever. Only trusted pages keep a style, and only they show widgets,
 * the one kind of output that JupyterLab does not mark with its type.
 */
const WAITING_BUTTON =
  '<style class="cellgrad-fit">.jp-OutputArea-child:has(+ .jp-OutputArea-child style.cellgrad-fit) .jp-OutputArea-output:not([data-mime-type]):not(:has(*)){display:none}</style>';

/** One output of a notebook that updates in place. */
class LiveOutput {
  readonly #id = randomUUID();
  #shown = false;

  constructor(readonly sink: DisplaySink) {}

  send(output: DisplayData & Will): void {
    this.sink.send({ kind: this.#shown ? 'update' : 'display', id: this.#id, ...output });
    this.#shown = true;
  }
}

/**
 * A training in a notebook: epoch table and curves, each an output that updates in place, and above them a stop button
 * where the front end has widgets. The curves come with the first epoch that is over.
 */
export class LiveView implements FitPresenter {
  readonly #button: LiveOutput;
  #control: SinkControl | undefined;
  #begun = false;
  readonly #table: LiveOutput;
  readonly #curves: LiveOutput;
  #drawn = 0;

  constructor(
    readonly sink: DisplaySink,
    readonly clock: Throttle,
    readonly onStop?: () => void,
  ) {
    this.#button = new LiveOutput(sink);
    this.#table = new LiveOutput(sink);
    this.#curves = new LiveOutput(sink);
  }

  due(): boolean {
    return this.clock.due();
  }

  update(state: FitState): void {
    if (!this.clock.due()) return;
    this.clock.mark();
    this.#begin();
    this.#showTable(state);
    if (state.done.length === this.#drawn) return;
    this.#drawn = state.done.length;
    const { spec, text } = this.#chart(state);
    this.#curves.send(liveBundle(spec, text));
  }

  async finish(state: FitState): Promise<void> {
    this.#showTable(state);
    this.#release();
    if (state.done.length === 0) return;
    const { spec, text } = this.#chart(state);
    // The place on the page and the last values do not wait for the picture.
    this.#curves.send(liveBundle(spec, text));
    const pictures = completeBundle(spec, text).then((full) => this.#curves.send(full));
    // An interrupted cell does not wait for its fit any longer, but for what is still to be shown.
    await showLater(pictures);
  }

  abandon(state: FitState): void {
    if (this.#begun) this.#showTable(state);
    this.#release();
  }

  #release(): void {
    if (!this.#control) return;
    // The page takes the button's view apart itself; an output that is replaced before takes its ground away.
    this.#control.close();
    this.#button.send({ data: this.#control.over });
    this.#control = undefined;
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#control = this.onStop && this.sink.control?.('Stop training', this.onStop);
    if (this.#control) this.#button.send({ data: this.#control.data, ifLost: this.#control.over });
  }

  #showTable(state: FitState): void {
    const isRunning = state.outcome.state === 'running';
    const table = tableOf(state);
    const html = table['text/html'];
    const shown = isRunning && this.#control ? html + WAITING_BUTTON : html;
    this.#table.send({
      data: { ...table, 'text/html': shown },
      ...(isRunning && { ifLost: tableOf({ ...state, outcome: { state: 'lost' } }) }),
    });
    this.#control?.show(html);
  }

  #chart(state: FitState): { spec: Spec; text: string } {
    const curves = fitCurves(state);
    return { spec: historySpec(curves), text: historyText(curves, this.sink.columns) };
  }
}

function tableOf(state: FitState) {
  return { 'text/html': fitHtml(state), 'text/plain': fitText(state) };
}
