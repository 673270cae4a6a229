import { checkInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { Column } from '../column.js';
import { type Rows, rowNumbers } from '../rows.js';
import type { Stage } from '../stage.js';

/** Integers from `start` to before `stop`. */
export function range(
  start: number,
  stop: number,
  step: number,
): { readonly stage: Stage<number>; readonly rows: Rows } {
  for (const [name, value] of Object.entries({ start, stop, step }))
    checkInteger('Dataset.range', name, value);
  if (step === 0) throw new ValueError('Dataset.range: step must not be 0.');
  const count = Math.max(Math.ceil((stop - start) / step), 0);
  const values = Int32Array.from({ length: count }, (_, i) => start + i * step);
  return {
    stage: rowNumbers('range', `${start} to ${stop}${step === 1 ? '' : `, step ${step}`}`, count),
    rows: { columns: new Column(values, [count], 'int32'), count },
  };
}
