import { flatten } from '../../support/structure.js';
import { type Element, toHost } from '../element.js';
import type { HostTensor } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { drive } from '../stream.js';

/** Each element once, where it comes first. */
export function unique(input: Stage<Element>): Stage<Element> {
  return {
    name: 'unique',
    details: '',
    cardinality: null,
    spec: input.spec,
    open() {
      const stream = input.open();
      const seen = new Set<string>();
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          const item = (yield stream.next()) as Element | null;
          if (item === null) return null;
          const element = (yield toHost(item)) as Element;
          const key = JSON.stringify(flatten(element).map((leaf) => keyOf(leaf as HostTensor)));
          if (seen.has(key)) continue;
          seen.add(key);
          return element;
        }
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}

function keyOf({ shape, values }: HostTensor): unknown {
  // JSON has one null for all that is no number.
  return [shape, Array.from(values as ArrayLike<number | string | Uint8Array>, String)];
}
