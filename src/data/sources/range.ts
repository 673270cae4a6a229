import { checkInteger } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { dataError } from '../data-error.js';
import type { Element } from '../element.js';
import { int32Scalar } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { INTEGER } from '../tensor-spec.js';

/** The largest int32. */
const LARGEST = 2 ** 31 - 1;

/** Integers from `start` to before `stop`, made when they are read. */
export function range(start: number, stop: number, step: number): Stage<Element> {
  for (const [name, value] of Object.entries({ start, stop, step }))
    checkInteger('Dataset.range', name, value);
  if (step === 0) throw new ValueError('Dataset.range: step must not be 0.');
  const count = Math.max(Math.ceil((stop - start) / step), 0);
  const details = `${start} to ${stop}${step === 1 ? '' : `, step ${step}`}`;
  return integers('range', details, count, (number) => start + number * step);
}

/** Integers from `start` on, without end. */
export function counter(start: number, step: number): Stage<Element> {
  for (const [name, value] of Object.entries({ start, step })) checkInteger('Dataset.counter', name, value);
  const details = `from ${start}, step ${step}`;
  return integers('counter', details, Number.POSITIVE_INFINITY, (number) => start + number * step);
}

function integers(
  name: string,
  details: string,
  count: number,
  valueAt: (number: number) => number,
): Stage<Element> {
  return {
    name,
    details,
    cardinality: count,
    spec: () => INTEGER,
    open() {
      let number = 0;
      const next = (): Element | null => {
        if (number >= count) return null;
        const value = valueAt(number);
        if (Math.abs(value) > LARGEST)
          throw dataError(name, number, new ValueError(`expected an int32; received ${value}.`));
        number += 1;
        return int32Scalar(value);
      };
      return { next };
    },
  };
}
