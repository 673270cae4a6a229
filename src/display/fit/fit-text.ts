import type { FitEpoch, FitState } from '../fit-data.js';
import { progressBar } from '../format/bar.js';
import { formatCount, formatSignificant, formatSpeed, NOTHING } from '../format/number.js';
import { type TextColumn, textTable, textWidth, wrap } from '../format/text.js';
import { formatBytes, formatPlural, formatSeconds } from '../format/unit.js';
import {
  columnFormat,
  epochProgress,
  label,
  logColumns,
  markedEpoch,
  progress,
  secondsLeft,
} from './fit-figures.js';
import { selectRows } from './fit-selection.js';
import { batchText, earlyReason, restoredText, resumeCall, status, where } from './fit-sentences.js';

/** The text form of a training: epoch table, then how it stands. */
export function fitText(state: FitState): string {
  const { shown, folded: more } = selectRows(state);
  const keys = logColumns(state);
  const formats = keys.map((key) => columnFormat(state, key));
  const best = markedEpoch(state);
  const head: TextColumn[] = [
    { head: 'Epoch', align: 'right' },
    ...keys.map((key): TextColumn => ({ head: label(key), align: 'right', min: 6 })),
    ...(state.learningRateCanChange ? [{ head: 'rate', align: 'right' } as const] : []),
    { head: 'samples/s', align: 'right' },
    { head: 'time', align: 'right', min: 5 },
    { head: '', align: 'left', min: 4 },
  ];
  const row = (epoch: FitEpoch): string[] => [
    epoch === best ? `> ${epoch.epoch + 1}` : String(epoch.epoch + 1),
    ...keys.map((key, index) => (key in epoch.logs ? formats[index]!(epoch.logs[key]!) : NOTHING)),
    ...(state.learningRateCanChange
      ? [epoch.learningRate === null ? NOTHING : formatSignificant(epoch.learningRate)]
      : []),
    epoch.samplesPerSecond > 0 ? formatSpeed(epoch.samplesPerSecond) : NOTHING,
    formatSeconds(epoch.seconds),
    epoch === best ? 'best' : epoch === state.current ? percentText(epochProgress(state)) : '',
  ];
  const { lines } = textTable(head, shown.map(row));
  const folded = more === 0 ? [] : [`(${formatPlural(more, 'more epoch')} in history)`];
  return [...lines, ...folded, '', ...foot(state)].join('\n');
}

function percentText(share: number | null): string {
  return share === null ? '' : `${Math.round(share * 100)} %`;
}

function foot(state: FitState): string[] {
  const { outcome } = state;
  switch (outcome.state) {
    case 'running':
      return [progressLine(state)];
    case 'lost': {
      const { state: head, parts, second } = status(state);
      return [`${head}${parts.map(({ text }) => text).join('')}.`, `${second}.`];
    }
    case 'finished': {
      const { state: head, parts, second } = status(state);
      return [`${head}:${parts.map(({ text }) => text).join('')}`, ...(second ? [`${second}.`] : [])];
    }
    case 'stoppedEarly': {
      const restored = restoredText(state);
      const { parts, second } = status(state);
      const weights = restored ? `Weights are those of ${restored}.` : second && `${second}.`;
      const reason = earlyReason(outcome);
      const sentence = `Stopped early${parts[0]?.text ?? ''}.`;
      const split = reason !== '' && textWidth(sentence) > 80;
      const lines = split ? [sentence.slice(0, sentence.indexOf(': ') + 1), `${reason}.`] : [sentence];
      return [...lines, ...(weights ? [weights] : [])];
    }
    case 'interrupted': {
      const { current } = state;
      const weights = current?.batch
        ? `the weights are those after batch ${formatCount(current.batch)}`
        : 'the weights are those at its end';
      return [
        `Interrupted ${where(state)}.`,
        `The history holds ${formatPlural(state.done.length, 'epoch')}; ${weights}.`,
        `To go on: ${resumeCall(state)}`,
      ];
    }
    case 'failed':
      return [
        ...wrap(`Failed ${where(state)}: ${outcome.message}`, 80, '  '),
        `The history holds ${formatPlural(state.done.length, 'epoch')}.`,
      ];
  }
}

/** One line: epoch, bar, percent, batch, time left, memory. */
export function progressLine(state: FitState): string {
  const epoch = (state.current?.epoch ?? state.initialEpoch + state.done.length) + 1;
  const share = progress(state);
  const left = secondsLeft(state);
  const head = `epoch ${Math.min(epoch, state.epochs)} of ${state.epochs}`;
  return [
    share === null ? head : `${head} ${progressBar(share, 20)} ${Math.floor(share * 100)} %`,
    batchText(state),
    ...(left === null ? [] : [`${formatSeconds(left)} left`]),
    ...(state.memoryBytes === null ? [] : [formatBytes(state.memoryBytes)]),
  ].join('  ');
}
