import type { FitState } from '../fit-data.js';
import { formatCount, formatSpeed } from '../format/number.js';
import { formatBytes, formatPlural, formatSeconds } from '../format/unit.js';
import {
  columnFormat,
  label,
  learningRate,
  markedEpoch,
  meanSpeed,
  secondsLeft,
  trainedValues,
} from './fit-figures.js';

/** A piece of the status line; what is dim is a detail. */
export interface StatusPart {
  readonly text: string;
  readonly dim: boolean;
}

/** The status line: the state in bold words, then what it says, and perhaps a second line. */
export interface Status {
  readonly state: string;
  readonly parts: readonly StatusPart[];
  readonly second?: string;
}

const plain = (text: string): StatusPart => ({ text, dim: false });
const detail = (text: string): StatusPart => ({ text, dim: true });

/** What the end of the process means for who looks at the table. */
const LOST = 'The engine ended: the model and its history are gone';

/** What the status line says in each state. */
export function status(state: FitState): Status {
  switch (state.outcome.state) {
    case 'running':
      return running(state);
    case 'finished':
      return finished(state);
    case 'stoppedEarly':
      return stoppedEarly(state, state.outcome);
    case 'interrupted':
      return { state: 'Interrupted', parts: [plain(` ${where(state)}`), detail(broken(state))] };
    case 'failed':
      return {
        state: 'Failed',
        parts: [plain(` ${where(state)}`), detail(broken(state))],
        second: state.outcome.message,
      };
    case 'lost':
      return { state: 'Broken off', parts: [plain(` ${where(state)}`)], second: LOST };
  }
}

function running(state: FitState): Status {
  const { current } = state;
  const epoch = (current?.epoch ?? state.initialEpoch + state.done.length) + 1;
  const left = secondsLeft(state);
  const rate = learningRate(state);
  const speed = current?.samplesPerSecond || meanSpeed(state);
  const details = [
    ...(speed ? [`${formatSpeed(speed)} samples/s`] : []),
    ...(rate === undefined ? [] : [`learning rate ${rate}`]),
    ...(state.memoryBytes === null ? [] : [formatBytes(state.memoryBytes)]),
  ].join(', ');
  return {
    state: `Epoch ${Math.min(epoch, state.epochs)} of ${state.epochs}`,
    parts: [
      detail(` ${batchText(state)}${left === null && details === '' ? '' : ','}`),
      ...(left === null ? [] : [plain(` ${formatSeconds(left)} left`)]),
      ...(details === '' ? [] : [detail(left === null ? ` ${details}` : `, ${details}`)]),
    ],
  };
}

/** `batch 58 of 94`, `validating`, `starting`. */
export function batchText({ current }: FitState): string {
  if (!current || (current.batch === 0 && !current.validating)) return 'starting';
  if (current.validating) return 'validating';
  return `batch ${formatCount(current.batch)}${current.steps === null ? '' : ` of ${formatCount(current.steps)}`}`;
}

function finished(state: FitState): Status {
  const speed = meanSpeed(state);
  const best = bestText(state);
  const restored = restoredText(state);
  return {
    state: 'Finished',
    parts: [
      plain(` ${formatPlural(state.done.length, 'epoch')} in ${formatSeconds(state.seconds)}`),
      ...(speed === null ? [] : [detail(`, ${formatSpeed(speed)} samples/s`)]),
      ...(best === undefined ? [] : [plain(`, best ${best}`)]),
    ],
    ...(restored && { second: `Weights restored from ${restored}` }),
  };
}

function stoppedEarly(state: FitState, outcome: FitState['outcome'] & { state: 'stoppedEarly' }): Status {
  const last = state.done.at(-1);
  const reason = earlyReason(outcome);
  const restored = restoredText(state);
  const best = bestText(state);
  const weights = restored
    ? `Weights restored from ${restored}`
    : best && last && markedEpoch(state) !== last
      ? `Weights are those of epoch ${last.epoch + 1}; best ${best}`
      : undefined;
  const after = last ? `after epoch ${last.epoch + 1} of ${state.epochs}` : 'in the first epoch';
  return {
    state: 'Stopped early',
    parts: [plain(` ${after}${reason ? `: ${reason}` : ''}`)],
    ...(weights !== undefined && { second: weights }),
  };
}

/** Why training stopped early, as `val loss has not improved for 10 epochs`. */
export function earlyReason(outcome: FitState['outcome'] & { state: 'stoppedEarly' }): string {
  if (outcome.reason !== undefined) return outcome.reason;
  if (outcome.monitor === undefined) return '';
  const patience = outcome.patience ? ` for ${formatPlural(outcome.patience, 'epoch')}` : '';
  return `${label(outcome.monitor)} has not improved${patience}`;
}

/** `in epoch 7 of 12, after batch 31 of 94`. */
export function where(state: FitState): string {
  const { current } = state;
  if (!current) {
    const done = state.initialEpoch + state.done.length;
    return done > 0 ? `after epoch ${done} of ${state.epochs}` : 'before the first batch';
  }
  const steps = current.steps === null ? '' : ` of ${formatCount(current.steps)}`;
  const batch = current.validating
    ? 'while validating'
    : current.batch > 0
      ? `after batch ${formatCount(current.batch)}${steps}`
      : 'before its first batch';
  return `in epoch ${current.epoch + 1} of ${state.epochs}, ${batch}`;
}

function broken(state: FitState): string {
  return `, ${formatSeconds(state.seconds)}; the history holds ${formatPlural(state.done.length, 'epoch')}`;
}

/** `val loss 0.2028 in epoch 8`; `undefined` with a single epoch. */
export function bestText(state: FitState): string | undefined {
  const best = markedEpoch(state);
  if (!best) return undefined;
  const { name } = state.monitor;
  return `${label(name)} ${columnFormat(state, name)(best.logs[name]!)} in epoch ${best.epoch + 1}`;
}

/** `epoch 8, val loss 0.2028`: the epoch whose weights were restored. */
export function restoredText(state: FitState): string | undefined {
  const { outcome } = state;
  if (!('restoredEpoch' in outcome) || outcome.restoredEpoch === undefined) return undefined;
  const { name } = state.monitor;
  const value = state.done.find((row) => row.epoch === outcome.restoredEpoch)?.logs[name];
  const figure = value === undefined ? '' : `, ${label(name)} ${columnFormat(state, name)(value)}`;
  return `epoch ${outcome.restoredEpoch + 1}${figure}`;
}

/** What is counted on what: `loss and accuracy on 6,000 samples, val on 1,000 held out`. */
export function captionText(state: FitState, selection: string | undefined): string {
  const validation =
    state.validationSamples === null
      ? ''
      : `, val on ${formatCount(state.validationSamples)}${state.validationHeldOut ? ' held out' : ''}`;
  const samples = state.samples === null ? '' : formatPlural(state.samples, 'sample');
  if (selection !== undefined) return `${selection}${samples ? `; ${samples}` : ''}${validation}`;
  return `${[trainedValues(state), samples].filter(Boolean).join(' on ')}${validation}`;
}

/** The call that goes on where training broke off. */
export function resumeCall(state: FitState): string {
  const next = state.initialEpoch + state.done.length;
  return state.resume ?? `await model.fit(x, y, { initialEpoch: ${next}, epochs: ${state.epochs} })`;
}
