import { inspect } from 'node:util';
import { ValueError } from '../../support/errors.js';
import { bestEpoch, label } from '../fit/fit-figures.js';
import type { FitMonitor, FitState } from '../fit-data.js';

/** What `model.fit` resolves to, as far as charts need it: Keras's History. */
export interface HistoryLike {
  /** Values of each epoch under Keras's log keys. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** The numbers of the epochs, 0 for the first; absent: 0, 1, 2 ... */
  readonly epoch?: readonly number[];
}

/** One value of a training and its validation twin. */
export interface HistoryPanel {
  /** Log key without `val_`, as `accuracy`. */
  readonly key: string;
  readonly title: string;
  /** True for the learning rate: no value of the model, and of few digits. */
  readonly rate: boolean;
  readonly series: readonly HistorySeries[];
}

/** One line of a chart. */
export interface HistorySeries {
  /** Log key, as `val_accuracy`. */
  readonly key: string;
  readonly label: string;
  readonly role: 'train' | 'val';
  /** One value an epoch; NaN where there is none (`validationFreq`). */
  readonly values: readonly number[];
}

/** The curves of one training. */
export interface HistoryCurves {
  /** The numbers of the epochs as people count: 1 for the first. */
  readonly epochs: readonly number[];
  readonly panels: readonly HistoryPanel[];
  /** The best epoch as people count; absent with fewer than two epochs. */
  readonly best?: number;
}

const LEARNING_RATE = new Set(['learning_rate', 'lr']);

/** What {@link history} takes: a history, its values under their log keys, or several of either, in a list or under names. */
export type HistoryInput =
  | HistoryLike
  | HistoryLike['history']
  | readonly (HistoryLike | HistoryLike['history'])[]
  | Readonly<Record<string, HistoryLike | HistoryLike['history']>>;

/** The curves of one of several trainings. */
export interface HistoryRun {
  readonly name: string;
  readonly curves: HistoryCurves;
}

const FIX = 'const history = await model.fit(x, y); charts.history(history)';

/** Tells one history from several; the only one has no name. */
export function historyRuns(input: HistoryInput, monitor?: FitMonitor): HistoryRun[] {
  const one = asHistory(input);
  if (one) return [{ name: '', curves: historyCurves(one, monitor) }];
  const entries = Array.isArray(input)
    ? input.map((value: unknown, index) => [`run ${index + 1}`, value] as const)
    : Object.entries(input !== null && typeof input === 'object' ? input : {});
  if (entries.length === 0) {
    const words = inspect(input, { depth: 0 });
    throw new ValueError(
      `charts.history: history must be what model.fit resolves to, or several under names; received ${words}.`,
      { fix: FIX },
    );
  }
  return entries.map(([name, value]) => {
    const history = asHistory(value);
    if (!history) {
      throw new ValueError(
        `charts.history: ${name} must be what model.fit resolves to; received ${inspect(value, { depth: 0 })}.`,
        { fix: FIX },
      );
    }
    return { name, curves: historyCurves(history, monitor) };
  });
}

/** A history, or the values of one; `undefined` for anything else. */
function asHistory(value: unknown): HistoryLike | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { history, epoch } = value as Partial<HistoryLike>;
  if (isRecordOfValues(history)) return { history: withoutNull(history), ...(epoch && { epoch }) };
  return isRecordOfValues(value) && Object.keys(value).length > 0
    ? { history: withoutNull(value) }
    : undefined;
}

/** In JSON NaN is null. */
function withoutNull(record: HistoryLike['history']): HistoryLike['history'] {
  return Object.fromEntries(
    Object.entries(record).map(([key, values]) => [key, values.map((one) => one ?? Number.NaN)]),
  );
}

function isRecordOfValues(value: unknown): value is HistoryLike['history'] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.values(value).every(
    (list) => Array.isArray(list) && list.every((one) => typeof one === 'number' || one === null),
  );
}

/** Puts the values of a history side by side: each with its validation twin, the loss first. */
export function historyCurves(history: HistoryLike, monitor?: FitMonitor): HistoryCurves {
  const record = history.history;
  const length = Math.max(0, ...Object.values(record).map((values) => values.length));
  const epochs = Array.from({ length }, (_, index) => (history.epoch?.[index] ?? index) + 1);
  const keys = Object.keys(record);
  const bases = [...new Set(keys.map((key) => key.replace(/^val_/, '')))];
  bases.sort((a, b) => rank(a) - rank(b));
  const panels = bases.map((base) => ({
    key: base,
    title: capitalize(label(base)),
    rate: LEARNING_RATE.has(base),
    series: [base, `val_${base}`]
      .filter((key) => record[key] !== undefined)
      .map((key) => seriesOf(key, record[key]!, length)),
  }));
  const best = length > 1 ? bestOf(record, epochs, monitor ?? usualMonitor(keys)) : undefined;
  return { epochs, panels, ...(best !== undefined && { best }) };
}

/** So many points a line at most, in an output that fit shows by itself: each goes out with every update and into the file. */
const POINTS = 500;

/** The curves of a training that is still running, or that ended; of very many epochs every n-th, the best and the last. */
export function fitCurves(state: FitState): HistoryCurves {
  const best = state.done.length > 1 ? bestEpoch(state) : undefined;
  const every = Math.ceil(state.done.length / POINTS);
  const last = state.done.length - 1;
  const done = state.done.filter((one, index) => index % every === 0 || index === last || one === best);
  const keys = new Set(done.flatMap(({ logs }) => Object.keys(logs)));
  const ordered = [...state.columns.filter((key) => keys.has(key)), ...keys].filter(
    (key, index, all) => all.indexOf(key) === index && !LEARNING_RATE.has(key),
  );
  const history = Object.fromEntries(
    ordered.map((key) => [key, done.map(({ logs }) => logs[key] ?? Number.NaN)]),
  );
  const curves = historyCurves({ history, epoch: done.map(({ epoch }) => epoch) }, state.monitor);
  const { best: _, ...rest } = curves;
  return best ? { ...rest, best: best.epoch + 1 } : rest;
}

/** Validation runs every few epochs with `validationFreq`: its values belong to the last ones of each stretch. */
function seriesOf(key: string, values: readonly number[], length: number): HistorySeries {
  const full =
    values.length === length || values.length === 0
      ? values
      : Array.from({ length }, (_, index) => {
          const stretch = length / values.length;
          const at = (index + 1) / stretch;
          return Number.isInteger(at) ? values[at - 1]! : Number.NaN;
        });
  const role = key.startsWith('val_') ? 'val' : 'train';
  return { key, label: label(key), role, values: full };
}

/** The loss first, the learning rate last, metrics as they come. */
function rank(key: string): number {
  if (key === 'loss') return 0;
  return LEARNING_RATE.has(key) ? 2 : 1;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function usualMonitor(keys: readonly string[]): FitMonitor {
  return { name: keys.includes('val_loss') ? 'val_loss' : 'loss', mode: 'min' };
}

function bestOf(
  record: HistoryLike['history'],
  epochs: readonly number[],
  { name, mode }: FitMonitor,
): number | undefined {
  const values = record[name];
  if (values?.length !== epochs.length) return undefined;
  let best: number | undefined;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    const before = best === undefined ? undefined : values[best];
    if (before === undefined || (mode === 'min' ? value < before : value > before)) best = index;
  });
  return best === undefined ? undefined : epochs[best];
}
