import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { calledSpec } from '../called-spec.js';
import { type Element, release, toElement, toHost } from '../element.js';
import { type ElementSpec, specOfElement } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';

/** What `fn` makes of a state and each element: the state for the next one, and what is given. */
export function scan(input: Stage<Element>, initial: unknown, fn: ElementFunction): Stage<Element> {
  return {
    name: 'scan',
    details: fn.name,
    cardinality: input.cardinality,
    spec: (read) => (read ? scannedSpec(input, initial, fn) : undefined),
    open() {
      const stream = input.open();
      let state: Element | undefined;
      let number = 0;
      function* steps(): Generator<unknown, Element | null, unknown> {
        const element = (yield stream.next()) as Element | null;
        if (element === null) return null;
        state ??= (yield toHost(stateOf(initial))) as Element;
        const [next, given] = (yield callWith('scan', number++, fn, [state, element], pair)) as Element[];
        state = (yield toHost(next as Element)) as Element;
        return given as Element;
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}

function scannedSpec(input: Stage<Element>, initial: unknown, fn: ElementFunction): ElementSpec {
  return calledSpec(
    input,
    (element) => callWith('scan', 0, fn, [stateOf(initial), element], pair),
    (made) => {
      const spec = specOfElement(made[1] as Element);
      made.forEach(release);
      return spec;
    },
  );
}

function stateOf(initial: unknown): Element {
  return toElement('Dataset.scan, the initial state', initial);
}

function pair(where: string, value: unknown): Element[] {
  if (Array.isArray(value) && value.length === 2)
    return value.map((part, i) => toElement(`${where}[${i}]`, part));
  throw new ValueError(`${where}: expected [state, output]; received ${show(value)}.`);
}
