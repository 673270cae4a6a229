import { availableParallelism } from 'node:os';
import { dataError } from '../data-error.js';
import type { Element } from '../element.js';
import { specOf } from '../element-spec.js';
import type { HostTensor } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { aheadOf } from '../stages/ahead-of.js';
import type { TensorSpec } from '../tensor-spec.js';

/** Files under way: libuv has four threads that read and decode, and each should find its next one waiting. */
const UNDER_WAY = Math.max(8, availableParallelism());

/** Reads the file whose name is an element, or its first part, to `value`; several are under way, in their order. */
export function loadFiles(
  input: Stage<Element>,
  name: string,
  load: (path: string) => Promise<HostTensor>,
  value: TensorSpec,
): Stage<Element> {
  return {
    name,
    details: '',
    cardinality: input.cardinality,
    spec(read) {
      const given = specOf(input, read);
      return Array.isArray(given) ? [value, ...given.slice(1)] : value;
    },
    open() {
      const stream = input.open();
      let number = 0;
      const apply = async (element: Element | null): Promise<Element | null> => {
        if (element === null) return null;
        const at = number++;
        const [path, label] = (Array.isArray(element) ? element : [element]) as [HostTensor, HostTensor?];
        try {
          const value = await load((path.values as string[])[0] as string);
          return label === undefined ? value : [value, label];
        } catch (error) {
          throw dataError(name, at, error);
        }
      };
      return {
        next: aheadOf({ next: () => stream.next() }, apply, UNDER_WAY, true),
        close: () => stream.close?.(),
      };
    },
  };
}
