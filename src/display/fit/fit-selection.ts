import type { FitEpoch, FitState } from '../fit-data.js';
import { markedEpoch, rows } from './fit-figures.js';

/** While training runs a row costs 0.7 KB at every update. */
const WHILE_RUNNING = 10;
/** At the end up to that many rows are all shown. */
const ALL_UP_TO = 12;
/** Of more rows the last ones. */
const AT_THE_END = 8;
/** So many of the others at most: thousands of rows would take a page seconds and a file megabytes. */
const FOLDED = 200;

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The rows that are shown and those that are folded away. */
export interface Selection {
  readonly shown: readonly FitEpoch[];
  readonly others: readonly FitEpoch[];
  /** How many are not shown; more than `others` where each stands for its neighbours. */
  readonly folded: number;
  /** One of so many of them is among the others; 1 for all. */
  readonly every: number;
  /** What was chosen, as `the best and the last eight epochs`; absent if all rows are shown. */
  readonly words?: string;
}

/** Chooses the best row and the last ones. */
export function selectRows(state: FitState): Selection {
  const running = state.outcome.state === 'running';
  const all = rows(state);
  const limit = running ? WHILE_RUNNING : AT_THE_END;
  const finished = state.done;
  if (finished.length <= (running ? WHILE_RUNNING + 1 : ALL_UP_TO))
    return { shown: all, others: [], folded: 0, every: 1 };
  const last = finished.slice(-limit);
  const best = markedEpoch(state);
  const first = best && !last.includes(best) ? [best] : [];
  const shown = [...first, ...last, ...(state.current ? [state.current] : [])];
  const chosen = new Set(shown);
  const rest = all.filter((row) => !chosen.has(row));
  const every = Math.ceil(rest.length / FOLDED);
  return {
    shown,
    others: rest.filter((_, index) => index % every === 0),
    folded: rest.length,
    every,
    words: `${first.length > 0 ? 'the best and ' : ''}the last ${WORDS[limit]} epochs`,
  };
}
