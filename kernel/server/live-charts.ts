import type { DisplayData } from '../../src/display/bundle.js';
import type { ToServer } from '../link.js';

type Sent = Extract<ToServer, { type: 'display' }>;

interface Chart {
  readonly cell: number;
  readonly id: string;
  readonly shown: DisplayData;
  drawing?: Promise<void>;
}

/**
 * Remembers the charts that were sent without their picture. Whoever shows a chart sends the picture at its end; where
 * that end never comes (the engine died, or its JavaScript was terminated), the notebook would keep an empty picture.
 */
export class LiveCharts {
  readonly #charts = new Map<string, Chart>();
  readonly #send: (message: Sent) => void;

  /** `send` takes the complete charts. */
  constructor(send: (message: Sent) => void) {
    this.#send = send;
  }

  /** Takes a message of the engine on its way to the front end. */
  note(message: ToServer): void {
    if (message.type !== 'display') return;
    const shown = message.message;
    if (shown.kind === 'clear' || shown.id === undefined) return;
    const { id } = shown;
    const known = this.#charts.get(id);
    // An update belongs to the cell that has the output.
    if (isLive(shown)) this.#charts.set(id, { cell: known?.cell ?? message.cell, id, shown });
    else if (known) this.#charts.delete(id);
  }

  /** Draws what is still without a picture, of one cell or of all; undefined when nothing is. */
  complete(ofCell?: number): Promise<unknown> | undefined {
    const open = [...this.#charts.values()].filter(({ cell }) => ofCell === undefined || cell === ofCell);
    if (open.length === 0) return undefined;
    return Promise.all(
      open.map((chart) => {
        chart.drawing ??= this.#draw(chart);
        return chart.drawing;
      }),
    );
  }

  async #draw(chart: Chart): Promise<void> {
    const { cell, id, shown } = chart;
    // A server that nothing goes wrong in never loads it.
    const { completeChart } = await import('../../src/display/bundle.js');
    const full = await completeChart(shown.data);
    // It may have been sent anew in the meantime.
    if (this.#charts.get(id) !== chart) return;
    this.#charts.delete(id);
    this.#send({ type: 'display', cell, message: { kind: 'update', id, ...full } });
  }
}

/** A chart whose picture is the clear pixel that stands for it. */
function isLive({ data, metadata }: DisplayData): boolean {
  const size = metadata?.['image/png'] as { readonly width?: number } | undefined;
  return size?.width === 1 && Object.keys(data).some((mime) => mime.startsWith('application/vnd.vega'));
}
