import type { FitEpoch, FitState } from '../fit-data.js';
import { markedEpoch, rows } from './fit-figures.js';

/** While training runs a row costs 0.7 KB at every update. */
const WHILE_RUNNING = 10;
/** At the end up to that many rows are all shown. */
const ALL_UP_TO = 12;
/** Of more rows the last ones. */
const AT_THE_END = 8;

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The rows that are shown and those that are folded away. */
export interface Selection {
  readonly shown: readonly FitEpoch[];
  readonly others: readonly FitEpoch[];
  /** What was chosen, as `the best and the last eight epochs`; absent if all rows are shown. */
  readonly words?: string;
}

/** Chooses the best row and the last ones. */
export function selectRows(state: FitState): Selection {
  const running = state.outcome.state === 'running';
  const all = rows(state);
  const limit = running ? WHILE_RUNNING : AT_THE_END;
  const finished = state.done;
  if (finished.length <= (running ? WHILE_RUNNING + 1 : ALL_UP_TO)) return { shown: all, others: [] };
  const last = finished.slice(-limit);
  const best = markedEpoch(state);
  const first = best && !last.includes(best) ? [best] : [];
  const shown = [...first, ...last, ...(state.current ? [state.current] : [])];
  const chosen = new Set(shown);
  return {
    shown,
    others: all.filter((row) => !chosen.has(row)),
    words: `${first.length > 0 ? 'the best and ' : ''}the last ${WORDS[limit]} epochs`,
  };
}
