import { type Element, toElement, toHost } from '../element.js';
import { specOfElement } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { chain } from '../stream.js';

/** One element: values as they are now; each reading makes tensors of them anew. */
export function tensors(given: unknown): Stage<Element> {
  const host = toHost(toElement('Dataset.fromTensors', given));
  return {
    name: 'fromTensors',
    details: '',
    cardinality: 1,
    spec: host instanceof Promise ? undefined : () => specOfElement(host),
    open() {
      let left = 1;
      return { next: () => (left-- > 0 ? chain(host, (element): Element | null => element) : null) };
    },
  };
}
