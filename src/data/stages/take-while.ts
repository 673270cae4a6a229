import { type Element, release } from '../element.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { copyOf, verdict } from './filter.js';

/** The elements before the first for which `predicate` gives false. */
export function takeWhile(input: Stage<Element>, predicate: ElementFunction): Stage<Element> {
  return {
    name: 'takeWhile',
    details: predicate.name,
    cardinality: null,
    spec: input.spec,
    open() {
      const stream = input.open();
      let number = 0;
      let ended = false;
      function* steps(): Generator<unknown, Element | null, unknown> {
        const element = ended ? null : ((yield stream.next()) as Element | null);
        if (element === null) return null;
        if ((yield callWith('takeWhile', number++, predicate, copyOf(element), verdict)) === true)
          return element;
        ended = true;
        release(element);
        return null;
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}
