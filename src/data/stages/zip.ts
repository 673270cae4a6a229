import { flatten, type Nested, packLike } from '../../support/structure.js';
import { ELEMENTS, type Element, type InnerPipeline, release } from '../element.js';
import { type ElementSpec, specOf } from '../element-spec.js';
import type { Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';

/** One element of each at a time, in their structure, until the shortest ends. */
export function zip(parts: Nested<InnerPipeline>): Stage<Element> {
  const stages = flatten(parts).map((part) => part[ELEMENTS]);
  const counts = stages.map(({ cardinality }) => cardinality);
  return {
    name: 'zip',
    details: `${stages.length} datasets`,
    cardinality: counts.includes(null) ? null : Math.min(...(counts as number[])),
    spec(read) {
      const specs = stages.map((stage) => specOf(stage, read));
      return specs.includes(undefined) ? undefined : (packLike(parts, specs) as ElementSpec);
    },
    open() {
      const streams: readonly Stream<Element>[] = stages.map((stage) => stage.open());
      let ended = false;
      function* steps(): Generator<unknown, Element | null, unknown> {
        const found: Element[] = [];
        for (const stream of ended ? [] : streams) {
          const item = (yield stream.next()) as Element | null;
          if (item === null) {
            ended = true;
            for (const one of found) release(one);
            break;
          }
          found.push(item);
        }
        if (ended) return null;
        return packLike(parts, found);
      }
      return {
        next: () => drive(steps()),
        close: () => closeAll(streams),
      };
    },
  };
}
