import type { FitEpoch, FitState } from '../fit-data.js';
import { columnDecimals, formatInColumn, formatSignificant } from '../format/number.js';
import { formatList } from '../format/unit.js';

/** Log keys as people read them: `val_loss` is `val loss`. */
export function label(key: string): string {
  return key.replaceAll('_', ' ');
}

/** The keys that are columns: those announced, then others that turned up. The learning rate has its own column. */
export function logColumns(state: FitState): string[] {
  const keys = new Set(state.columns);
  for (const { logs } of rows(state)) for (const key of Object.keys(logs)) keys.add(key);
  for (const key of ['learning_rate', 'lr']) keys.delete(key);
  return [...keys];
}

/** All rows: the epochs that are over and the running one. */
export function rows(state: FitState): readonly FitEpoch[] {
  return state.current ? [...state.done, state.current] : state.done;
}

/** Writes each value of a column with the same number of decimals. */
export function columnFormat(state: FitState, key: string): (value: number) => string {
  const values = rows(state).flatMap(({ logs }) => (key in logs ? [logs[key]!] : []));
  const decimals = columnDecimals(values);
  return (value) => formatInColumn(value, decimals);
}

/** The best of the epochs that are over by the monitored value; `undefined` while there is none to compare. */
export function bestEpoch(state: FitState): FitEpoch | undefined {
  const { name, mode } = state.monitor;
  let best: FitEpoch | undefined;
  for (const epoch of state.done) {
    const value = epoch.logs[name];
    if (value === undefined || Number.isNaN(value)) continue;
    const before = best?.logs[name];
    if (before === undefined || (mode === 'min' ? value < before : value > before)) best = epoch;
  }
  return best;
}

/** The best epoch if there are at least two to choose from: one alone is not marked. */
export function markedEpoch(state: FitState): FitEpoch | undefined {
  return state.done.length > 1 ? bestEpoch(state) : undefined;
}

/** How much of this fit is done, in 0 to 1; `null` while an epoch's length is unknown. */
export function progress(state: FitState): number | null {
  const all = state.epochs - state.initialEpoch;
  if (all <= 0) return 1;
  const within = epochProgress(state);
  if (within === null && state.done.length === 0) return null;
  return Math.min(1, (state.done.length + (within ?? 0)) / all);
}

/** How much of the running epoch is done, in 0 to 1; `null` while its length is unknown or none runs. */
export function epochProgress(state: FitState): number | null {
  const { current } = state;
  return current?.steps ? Math.min(1, current.batch / current.steps) : null;
}

/** Estimated seconds to the end of this fit; `null` while there is nothing to go by. */
export function secondsLeft(state: FitState): number | null {
  const { current, done } = state;
  const within = epochProgress(state);
  const left = state.epochs - state.initialEpoch - done.length;
  if (left <= 0) return 0;
  // The first epoch is the slowest (kernels are compiled, files read), the last ones tell best.
  const recent = done.slice(done.length > 3 ? -3 : Math.min(1, done.length - 1));
  if (recent.length > 0) {
    const mean = recent.reduce((sum, epoch) => sum + epoch.seconds, 0) / recent.length;
    const running = current ? Math.max(0, mean - Math.max(current.seconds, mean * (within ?? 0))) : mean;
    return running + mean * (left - 1);
  }
  if (!current || within === null || within === 0) return null;
  return current.seconds * (left / within - 1);
}

/** Training samples a second over all epochs; `null` before the first batch. */
export function meanSpeed(state: FitState): number | null {
  let samples = 0;
  let seconds = 0;
  for (const epoch of rows(state)) {
    samples += epoch.samplesPerSecond * epoch.seconds;
    seconds += epoch.seconds;
  }
  return seconds > 0 ? samples / seconds : null;
}

/** The learning rate that holds now. */
export function learningRate(state: FitState): string | undefined {
  const rate = rows(state).at(-1)?.learningRate;
  return rate === undefined || rate === null ? undefined : formatSignificant(rate);
}

/** The trained values without the validation's, as a list: `loss and accuracy`. */
export function trainedValues(state: FitState): string {
  const keys = logColumns(state).filter((key) => !key.startsWith('val_'));
  if (keys.length > 4) return `${keys.length} values`;
  return formatList(keys.map(label));
}
