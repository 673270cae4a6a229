import type { FitEpoch, FitState } from '../fit-data.js';
import {
  BLUE,
  dim,
  escapeHtml,
  frame,
  GREY,
  gradient,
  LINE,
  MONO,
  ORANGE,
  RED,
  square,
  tableBody,
  tableHead,
} from '../format/html.js';
import { formatSignificant, formatSpeed, NOTHING } from '../format/number.js';
import { formatPlural, formatSeconds } from '../format/unit.js';
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
import { captionText, resumeCall, status } from './fit-sentences.js';

const PALE_RED = 'rgba(209,69,59,0.8)';
const STATES = {
  running: { words: 'running', color: BLUE },
  finished: { words: 'finished', color: 'rgba(128,128,128,0.7)' },
  stoppedEarly: { words: 'stopped early', color: ORANGE },
  interrupted: { words: 'interrupted', color: RED },
  failed: { words: 'failed', color: RED },
  lost: { words: 'broken off', color: RED },
} as const;
const CELL = 'padding:2px 0 2px 16px;text-align:right;white-space:nowrap;';

/** The HTML form of a training: status line, bar, epoch table. */
export function fitHtml(state: FitState): string {
  const { state: kind } = state.outcome;
  const { words } = STATES[kind];
  const { shown, others, folded, every, words: chosen } = selectRows(state);
  const caption = captionText(state, chosen);
  const body = [
    `<div style="display:inline-block;max-width:100%">${statusLine(state)}${bar(state)}${table(state, shown, caption)}</div>`,
  ];
  // What may be sent at every update stays small.
  if (others.length > 0 && kind !== 'running' && kind !== 'lost') {
    const count = `${formatPlural(folded, 'more epoch')}${every > 1 ? `, one of ${every} shown; the history has all` : ''}`;
    body.push(
      `<details><summary style="cursor:pointer;padding:2px 0;font-size:12px">${count}</summary><div style="display:inline-block;max-width:100%">${table(state, others, 'the other epochs')}</div></details>`,
    );
  }
  if (kind === 'interrupted') {
    body.push(
      `<p style="margin:0;padding:4px 0 0;font-size:12px">${dim('To go on:')} <span style="font-family:${MONO}">${escapeHtml(resumeCall(state))}</span></p>`,
    );
  }
  return frame(`Training of ${state.modelName}, ${words}`, body.join(''));
}

function statusLine(state: FitState): string {
  const { state: head, parts, second } = status(state);
  const words = parts.map(({ text, dim: isDim }) => {
    if (!isDim) return escapeHtml(text);
    const space = text.startsWith(' ') ? ' ' : '';
    return space + dim(escapeHtml(text.trimStart()));
  });
  const below =
    second === undefined ? '' : `<br><span style="padding-left:16px">${escapeHtml(second)}</span>`;
  return `<span style="display:block;padding:0 0 4px">${square(STATES[state.outcome.state].color)}<b>${head}</b>${words.join('')}${below}</span>`;
}

function bar(state: FitState): string {
  const { state: kind } = state.outcome;
  const share = progress(state);
  if (kind === 'running') {
    const left = secondsLeft(state);
    const style = 'style="display:block;width:100%;height:14px;margin:0 0 4px"';
    if (share === null) return `<progress max="100" aria-label="Training" ${style}></progress>`;
    const percent = `${Math.floor(share * 100)} %`;
    const title = `Training: ${percent}${left === null ? '' : `, ${formatSeconds(left)} left`}`;
    return `<progress value="${(share * 100).toFixed(1)}" max="100" aria-label="${title}" title="${title}" ${style}>${percent}</progress>`;
  }
  if (kind === 'finished' || kind === 'stoppedEarly' || share === null) return '';
  const title = `Training ${STATES[kind].words} at ${Math.round(share * 100)} %`;
  return `<span title="${title}" style="display:block;height:6px;margin:2px 0 6px;background:${gradient(Number((share * 100).toFixed(1)), PALE_RED)}"></span>`;
}

function table(state: FitState, epochs: readonly FitEpoch[], caption: string): string {
  const keys = logColumns(state);
  const formats = keys.map((key) => columnFormat(state, key));
  const best = markedEpoch(state);
  const body = epochs.map((epoch) => row(state, epoch, epoch === best, keys, formats));
  return [
    `<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:0;font-size:12px;table-layout:auto"><caption style="caption-side:top;text-align:left;padding:0 0 2px;font-size:11px">${dim(escapeHtml(caption))}</caption>`,
    tableHead(headCells(state, keys)),
    `${tableBody(body)}</table></div>`,
  ].join('\n');
}

function headCells(state: FitState, keys: readonly string[]): string {
  const cell = (text: string, extra = '') =>
    `<th scope="col" style="padding:2px 0 2px 16px;text-align:right;font-weight:600;white-space:nowrap;border-bottom:${LINE};${extra}">${text}</th>`;
  return [
    `<th scope="col" style="padding:2px 0 2px 8px;text-align:right;font-weight:600;white-space:nowrap;border-bottom:${LINE};border-left:3px solid transparent;">Epoch</th>`,
    ...keys.map((key) => cell(escapeHtml(label(key)))),
    ...(state.learningRateCanChange ? [cell('learning rate')] : []),
    cell('samples/s'),
    cell('time'),
    // The room of the small bar is reserved, so that no column moves when it comes and goes.
    `<td style="padding:2px 0 2px 16px;border-bottom:${LINE};min-width:83px"></td>`,
  ].join('');
}

function row(
  state: FitState,
  epoch: FitEpoch,
  best: boolean,
  keys: readonly string[],
  formats: readonly ((value: number) => string)[],
): string {
  const weight = best ? '600' : 'normal';
  const edge = best ? BLUE : 'transparent';
  const cell = (text: string, extra: string) => `<td style="${CELL}${extra}">${text}</td>`;
  const values = keys.map((key, index) => {
    const value = epoch.logs[key];
    const text = value === undefined ? dim(NOTHING) : formats[index]!(value);
    return cell(text, best ? 'font-weight:600;' : '');
  });
  const rate = epoch.learningRate === null ? NOTHING : formatSignificant(epoch.learningRate);
  const cells = [
    `<th scope="row" style="padding:2px 0 2px 8px;text-align:right;font-weight:${weight};border-left:3px solid ${edge}">${epoch.epoch + 1}</th>`,
    ...values,
    ...(state.learningRateCanChange ? [cell(rate, 'opacity:0.7')] : []),
    cell(epoch.samplesPerSecond > 0 ? formatSpeed(epoch.samplesPerSecond) : NOTHING, 'opacity:0.7'),
    cell(formatSeconds(epoch.seconds), 'opacity:0.7'),
    epoch === state.current
      ? `<td style="padding:2px 8px 2px 16px;text-align:left;white-space:nowrap">${smallBar(state)}</td>`
      : `<td style="padding:2px 8px 2px 16px;text-align:left;white-space:nowrap;font-weight:600">${best ? 'best' : ''}</td>`,
  ];
  return `<tr style="background:${best ? 'rgba(47,127,193,0.14)' : 'none'}">${cells.join('')}</tr>`;
}

function smallBar(state: FitState): string {
  const share = epochProgress(state);
  if (share === null) return '';
  const percent = Math.round(share * 100);
  const color =
    state.outcome.state === 'running' ? BLUE : state.outcome.state === 'finished' ? GREY : PALE_RED;
  return `<span style="display:inline-block;width:40px;height:6px;margin-right:6px;vertical-align:middle;background:${gradient(percent, color)}"></span>${percent} %`;
}
