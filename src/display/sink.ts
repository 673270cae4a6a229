import type { DisplayData } from './bundle.js';

/** One step of what is shown, in the order of the calls. */
export type DisplayMessage =
  | ({ readonly kind: 'display'; readonly id?: string } & DisplayData)
  | ({ readonly kind: 'update'; readonly id: string } & DisplayData)
  | { readonly kind: 'clear'; readonly wait: boolean };

/**
 * Where outputs go: the link to Jupyter in a kernel, the terminal or a file in a script.
 * `kind` decides what fit shows with `verbose: 'auto'`; `columns` is the width for text.
 */
export interface DisplaySink {
  readonly kind: 'notebook' | 'terminal' | 'file';
  readonly columns: number;
  send(message: DisplayMessage): void;
}

/**
 * The kernel sets its sink under this symbol before the library is loaded, and two copies of the library
 * (the kernel's and one in the notebook's folder) share it.
 */
const SINK = Symbol.for('cellgrad.display.sink');

const holder = globalThis as { [SINK]?: DisplaySink | undefined };

/** Sends all outputs to `sink`; `undefined` restores standard output. Returns the sink before. */
export function setSink(sink: DisplaySink | undefined): DisplaySink | undefined {
  const before = holder[SINK];
  holder[SINK] = sink;
  return before;
}

/** The sink in use: the one that was set, else standard output. */
export function getSink(): DisplaySink {
  return holder[SINK] ?? standardOutput;
}

/** Outside a kernel a display prints its text form; an update prints again only what a file should keep. */
const standardOutput: DisplaySink = {
  get kind() {
    return process.stdout.isTTY ? 'terminal' : 'file';
  },
  get columns() {
    return process.stdout.columns ?? 80;
  },
  send(message) {
    if (message.kind === 'clear') return;
    const text = message.data['text/plain'];
    if (typeof text === 'string') process.stdout.write(`${text}\n`);
  },
};
