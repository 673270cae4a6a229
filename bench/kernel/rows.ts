import type { PeerId } from './peers.js';

/** What was measured in one row: a number for each kernel, or a text that says why there is none. */
export type Measured = Readonly<Partial<Record<PeerId, number | string>>>;

/** A row of the table: the measurement, what it is called, and what must hold. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** What ours must be in ms (or MB) on the machine where the peers' figures of the design were taken. */
  readonly limit?: number;
  /** The peer, and its figure on that machine, by which the limit is brought to this machine. */
  readonly by?: readonly [PeerId, number];
  /** Another row of ours that this one must not exceed by more than a fifth. */
  readonly notAbove?: string;
}

/** In the order of the table. Groups are what `--only` names. */
export const GROUPS = [
  'start',
  'cells',
  'lines',
  'busy',
  'tensors',
  'growth',
  'interrupts',
  'memory',
] as const;

export const ROWS: readonly Row[] = [
  { id: 'start', title: 'start -> kernel_info_reply', limit: 200, by: ['ipykernel', 509] },
  { id: 'startFirst', title: 'start -> end of a first cell' },
  { id: 'first', title: 'first cell, three seconds later', limit: 20, by: ['ipykernel', 20] },
  { id: 'warm', title: 'warm cell, text varies', limit: 2.5, by: ['deno', 3.2] },
  { id: 'declare', title: 'interface + function + class', limit: 3, by: ['deno', 3.1] },
  { id: 'after200', title: 'same, after 200 cells', notAbove: 'declare' },
  { id: 'after1000', title: 'same, after 1,000 cells', notAbove: 'declare' },
  { id: 'library', title: 'the tensor library, cold' },
  { id: 'tensor', title: 'tensor cell, warm', limit: 5, by: ['deno', 7.6] },
  { id: 'completeCold', title: '`tf.` completion, cold', limit: 50, by: ['deno', 22] },
  { id: 'completeWarm', title: '`tf.` completion, warm', limit: 20, by: ['deno', 18] },
  { id: 'completeCallCold', title: '`tf.ones([2]).` completion, cold' },
  { id: 'completeCall', title: '`tf.ones([2]).` completion, warm' },
  { id: 'completeBusy', title: 'completion while a cell runs', limit: 60 },
  { id: 'interruptMessage', title: 'interrupt by message', limit: 100 },
  { id: 'interruptSignal', title: 'interrupt by SIGINT', limit: 100 },
  { id: 'lines', title: '10,000 lines, all before idle', limit: 150, by: ['ipykernel', 277] },
  { id: 'memory', title: 'idle memory, MB', limit: 250 },
  { id: 'memoryLibrary', title: 'with the tensor library, MB', limit: 250 },
  { id: 'memoryTypes', title: 'more, once types were asked for, MB' },
];

/** What ours must be on this machine: the limit, made larger or smaller as the named peer is slower or faster here. */
export function limitHere(
  { limit, by, notAbove }: Row,
  found: Readonly<Record<string, Measured>>,
  id: string,
): number | undefined {
  if (notAbove !== undefined) {
    const base = found[notAbove]?.cellgrad;
    return typeof base === 'number' ? base * 1.2 : undefined;
  }
  if (limit === undefined || by === undefined) return limit;
  const peer = found[id]?.[by[0]];
  return typeof peer === 'number' ? (limit * peer) / by[1] : undefined;
}
