import type { Nested } from '../../support/structure.js';
import { type Element, toHost } from '../element.js';
import type { HostTensor } from '../host-tensor.js';
import { listStream, type Stage } from '../stage.js';
import { chain } from '../stream.js';

/** Keeps the elements of the first complete reading in memory; later readings take them from there. */
export function cache(input: Stage<Element>): Stage<Element> {
  let kept: readonly Nested<HostTensor>[] | undefined;
  return {
    name: 'cache',
    details: 'memory',
    cardinality: input.cardinality,
    spec: input.spec,
    open() {
      if (kept !== undefined) return listStream<Element>(kept);
      const stream = input.open();
      const found: Nested<HostTensor>[] = [];
      const remember = (element: Element | null): Element | null => {
        // Only a reading that came to its end has them all.
        if (element === null) kept ??= found;
        else found.push(element as Nested<HostTensor>);
        return element;
      };
      return {
        next: () =>
          chain(stream.next(), (element) =>
            element === null ? remember(null) : chain(toHost(element) as Element, remember),
          ),
        close: () => stream.close?.(),
      };
    },
  };
}
