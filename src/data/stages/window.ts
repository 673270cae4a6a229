import { flatten, mapStructure, packLike } from '../../support/structure.js';
import { DatasetSpec } from '../dataset-spec.js';
import { type Element, type InnerPipeline, release, toHost } from '../element.js';
import { specOf } from '../element-spec.js';
import { listStage, mapCardinality, type Stage } from '../stage.js';
import { drive } from '../stream.js';

/** Options of `window`. */
export interface WindowOptions {
  /** Elements between the starts of two windows; as many as a window has by default. */
  readonly shift?: number | null | undefined;
  /** Elements between two of a window; 1 by default. */
  readonly stride?: number | undefined;
  /** True: windows at the end that are not full are left out. */
  readonly dropRemainder?: boolean | undefined;
}

/** Windows of `size` elements: for each value of the elements a dataset of its values. */
export function window(
  input: Stage<Element>,
  size: number,
  { shift, stride = 1, dropRemainder = false }: WindowOptions,
  make: (items: Stage<Element>) => InnerPipeline,
): Stage<Element> {
  const step = shift ?? size;
  const reach = (size - 1) * stride + 1;
  return {
    name: 'window',
    details: `${size}, shift ${step}${stride === 1 ? '' : `, stride ${stride}`}`,
    cardinality: mapCardinality(input.cardinality, (all) =>
      dropRemainder ? Math.max(Math.floor((all - reach) / step) + 1, 0) : Math.ceil(all / step),
    ),
    spec(read) {
      const spec = specOf(input, read);
      return spec && mapStructure(spec, (leaf) => new DatasetSpec(leaf, make));
    },
    open() {
      const stream = input.open();
      let held: Element[] = [];
      /** Elements to pass over before the next window. */
      let gap = 0;
      let ended = false;
      function* steps(): Generator<unknown, Element | null, unknown> {
        while (!ended && held.length < reach) {
          const element = (yield stream.next()) as Element | null;
          if (element === null) ended = true;
          else if (gap > 0) {
            gap -= 1;
            release(element);
          } else held.push((yield toHost(element)) as Element);
        }
        if (held.length === 0 || (dropRemainder && held.length < reach)) return null;
        const chosen = held.filter((_, i) => i % stride === 0).slice(0, size);
        gap = Math.max(step - held.length, 0);
        held = held.slice(step);
        return datasets(chosen, make);
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}

function datasets(elements: readonly Element[], make: (items: Stage<Element>) => InnerPipeline): Element {
  const parts = elements.map((element) => flatten(element));
  return packLike(
    elements[0]!,
    parts[0]!.map((_, place) =>
      make(
        listStage(
          'window',
          '',
          parts.map((leaves) => leaves[place]!),
        ),
      ),
    ),
  );
}
