import type { FitEpoch, FitState } from '../fit-data.js';
import { progressBar } from '../format/bar.js';
import { formatCount, formatInColumn, formatSpeed } from '../format/number.js';
import { pad, textWidth, truncate } from '../format/text.js';
import { formatSeconds } from '../format/unit.js';
import { columnFormat, epochProgress, label, logColumns, markedEpoch, secondsLeft } from './fit-figures.js';
import { batchText } from './fit-sentences.js';
import { fitText } from './fit-text.js';

/** The line of an epoch that is over: `epoch  3 of 12  loss 0.2531  val loss 0.2690  4,138 samples/s  1.4 s`. */
export function epochLine(state: FitState, epoch: FitEpoch): string {
  const number = String(epoch.epoch + 1).padStart(String(state.epochs).length);
  const values = valueTexts(state, epoch);
  const speed = epoch.samplesPerSecond > 0 ? [`${formatSpeed(epoch.samplesPerSecond)} samples/s`] : [];
  const best = markedEpoch(state) === epoch ? ['best'] : [];
  return [
    `epoch ${number} of ${state.epochs}`,
    ...values,
    ...speed,
    formatSeconds(epoch.seconds),
    ...best,
  ].join('  ');
}

/** The line of the running epoch; values that do not fit the terminal are left out. */
export function runningLine(state: FitState, columns: number): string {
  const { current } = state;
  const number = String((current?.epoch ?? state.initialEpoch + state.done.length) + 1);
  const share = epochProgress(state);
  const left = secondsLeft(state);
  let line = [
    `epoch ${number.padStart(String(state.epochs).length)} of ${state.epochs}`,
    ...(share === null
      ? []
      : [`${progressBar(share, 12)} ${pad(`${Math.floor(share * 100)} %`, 5, 'right')}`]),
    batchText(state),
    ...(left === null ? [] : [`${formatSeconds(left)} left`]),
  ].join('  ');
  for (const value of current ? valueTexts(state, current) : []) {
    if (textWidth(line) + 2 + textWidth(value) >= columns) break;
    line += `  ${value}`;
  }
  return truncate(line, columns - 1);
}

function valueTexts(state: FitState, epoch: FitEpoch): string[] {
  return logColumns(state).flatMap((key) =>
    key in epoch.logs ? [`${label(key)} ${columnFormat(state, key)(epoch.logs[key]!)}`] : [],
  );
}

/** The last lines: how training ended. */
export function endLines(state: FitState): string {
  return fitText(state).split('\n\n').slice(1).join('\n\n');
}

/** How Keras's bars and lines differ from those of `fit`. */
export interface BarStyle {
  /** What is counted: 'step'. */
  readonly unit?: string;
  /** Signs of a bar; 20. */
  readonly width?: number;
  /** False: the values in the order in which they are given. */
  readonly isSorted?: boolean;
}

/** Keras's line of values, in Keras's order: `94/94 - 1s - 15ms/step - accuracy: 0.7988 - loss: 0.7736`. */
export function kerasLine(
  epoch: Pick<FitEpoch, 'logs' | 'seconds'>,
  steps: number | null,
  batch: number,
  { unit = 'step', isSorted = true }: BarStyle = {},
): string {
  return [
    `${batch}/${steps ?? 'Unknown'}`,
    ...kerasTime(epoch.seconds, batch, unit),
    ...kerasValues(epoch.logs, isSorted),
  ].join(' - ');
}

/** Keras's progress bar: `58/94 ━━━━━━━━━━━━──────── 1s 15ms/step - accuracy: 0.7988 - loss: 0.7736`. */
export function kerasBar(
  logs: Readonly<Record<string, number>>,
  {
    steps,
    batch,
    seconds,
  }: { readonly steps: number | null; readonly batch: number; readonly seconds: number },
  { unit = 'step', width = 20, isSorted = true }: BarStyle = {},
): string {
  const done = steps === null ? 0 : Math.floor((width * Math.min(batch, steps)) / steps);
  const count =
    steps === null ? `${batch}/Unknown` : `${String(batch).padStart(String(steps).length)}/${steps}`;
  const bar = steps === null ? '' : ` ${'━'.repeat(done)}${'─'.repeat(width - done)}`;
  const left = steps !== null && batch > 0 && batch < steps ? (seconds / batch) * (steps - batch) : seconds;
  const [total, step] = kerasTime(left, batch, unit, seconds);
  return `${count}${bar} ${total}${step === undefined ? '' : ` ${step}`}${kerasValues(logs, isSorted)
    .map((text) => ` - ${text}`)
    .join('')}`;
}

function kerasTime(shown: number, batch: number, unit: string, spent: number = shown): string[] {
  const whole = Math.round(shown);
  const total =
    whole >= 3600
      ? `${Math.floor(whole / 3600)}:${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
      : whole >= 60
        ? `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
        : `${whole}s`;
  if (batch === 0) return [total];
  const step = spent / batch;
  const text =
    step >= 1
      ? `${formatCount(step)}s`
      : step >= 1e-3
        ? `${Math.round(step * 1e3)}ms`
        : `${Math.round(step * 1e6)}us`;
  return [total, `${text}/${unit}`];
}

function kerasValues(logs: Readonly<Record<string, number>>, isSorted: boolean): string[] {
  const keys = Object.keys(logs);
  return (isSorted ? keys.sort() : keys).map((key) => {
    const value = logs[key]!;
    const size = Math.abs(value);
    const text =
      size > 1e-3 || value === 0 || !Number.isFinite(value)
        ? formatInColumn(value, 4)
        : value.toExponential(4);
    return `${key}: ${text.replaceAll('\u2212', '-').replaceAll(',', '')}`;
  });
}
