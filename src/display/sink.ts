import type { DisplayData, MimeBundle } from './displayable.js';

/** One step of what is shown, in the order of the calls. */
export type DisplayMessage =
  | ({ readonly kind: 'display'; readonly id?: string } & DisplayData & Will)
  | ({ readonly kind: 'update'; readonly id: string } & DisplayData & Will)
  | { readonly kind: 'clear'; readonly wait: boolean };

/** What an output shows when its process dies before it says more of this output. */
export interface Will {
  readonly ifLost?: MimeBundle;
}

/** A button that a front end with widgets draws, and what it shows beside it on a page that was opened anew. */
export interface SinkControl {
  /** The forms of its output. */
  readonly data: MimeBundle;
  /** The same when it is over: nothing is to be seen. */
  readonly over: MimeBundle;
  /**
   * Shows HTML beside the button on pages that were opened after it was made: they get no updates of other outputs. Does
   * nothing while there are none.
   */
  show(html: string): void;
  /** Takes the button away. What was shown beside it stays. */
  close(): void;
}

/**
 * Where outputs go: the link to Jupyter in a kernel, the terminal or a file in a script.
 * `kind` decides what fit shows with `verbose: 'auto'`; `columns` is the width for text.
 */
export interface DisplaySink {
  readonly kind: 'notebook' | 'terminal' | 'file';
  readonly columns: number;
  send(message: DisplayMessage): void;
  /** Makes a button that calls `onPress`; absent or `undefined` where the front end has no widgets. */
  control?(label: string, onPress: () => void): SinkControl | undefined;
}

/**
 * The kernel sets its sink under this symbol before the library is loaded, and two copies of the library
 * (the kernel's and one in the notebook's folder) share it.
 */
const SINK = Symbol.for('cellgrad.display.sink');
const PENDING = Symbol.for('cellgrad.display.pending');
const WANTED = Symbol.for('cellgrad.display.wanted');

const holder = globalThis as {
  [SINK]?: DisplaySink | undefined;
  [PENDING]?: Set<Promise<void>>;
  [WANTED]?: Set<() => void>;
};

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

/**
 * Remembers work that still has something to show, as a picture that is being drawn. The promise never rejects: a failure
 * is printed.
 */
export function showLater(work: Promise<void>): Promise<void> {
  holder[PENDING] ??= new Set();
  const pending = holder[PENDING];
  const quiet = work.catch((error: unknown) => {
    console.error(
      `display: an output could not be completed: ${error instanceof Error ? error.message : error}`,
    );
  });
  pending.add(quiet);
  void quiet.then(() => pending.delete(quiet));
  return quiet;
}

/** Resolves after `ms`, or as soon as somebody waits for all that is to be shown. */
export function untilWanted(ms: number): Promise<void> {
  holder[WANTED] ??= new Set();
  const wanted = holder[WANTED];
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      wanted.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    wanted.add(wake);
  });
}

/**
 * Resolves when everything that was to be shown has been sent, and what that brought. The kernel waits for it before it
 * says that a cell is done: what is sent later would miss the saved notebook. What goes on showing for ever in the
 * background is not waited for any longer.
 */
export async function whenShown(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const wake of holder[WANTED] ?? []) wake();
    const pending = holder[PENDING];
    if (!pending?.size) return;
    await Promise.all(pending);
  }
}

const ROUNDS = 3;

/** After an interrupt that JavaScript did not survive: what was about to show something may be lost, and nobody waits for it. */
export function forgetPending(): void {
  holder[PENDING]?.clear();
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
