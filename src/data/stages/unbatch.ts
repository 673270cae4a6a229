import { ShapeError } from '../../support/errors.js';
import { flatten, mapStructure, type Nested } from '../../support/structure.js';
import { type Element, type InnerPipeline, toHost } from '../element.js';
import { reshapedSpec, specOf } from '../element-spec.js';
import { HostTensor } from '../host-tensor.js';
import { mapCardinality, type Stage } from '../stage.js';
import { drive } from '../stream.js';
import { TensorSpec } from '../tensor-spec.js';

/** The parts of each element along its first axis; `name` is for errors. */
export function unbatch(input: Stage<Element>, name = 'unbatch'): Stage<Element> {
  const known = specOf(input, false);
  const leaf = known && flatten(known)[0];
  const rows = leaf instanceof TensorSpec ? leaf.shape[0] : undefined;
  const endless = input.cardinality === Number.POSITIVE_INFINITY;
  return {
    name,
    details: '',
    cardinality: endless
      ? input.cardinality
      : rows == null
        ? null
        : mapCardinality(input.cardinality, (all) => all * rows),
    spec: reshapedSpec(input, (shape) => shape.slice(1)),
    open() {
      const stream = input.open();
      let batch: Nested<HostTensor> | null = null;
      let count = 0;
      let next = 0;
      let number = 0;
      function* steps(): Generator<unknown, Element | null, unknown> {
        while (batch === null || next >= count) {
          const element = (yield stream.next()) as Element | null;
          if (element === null) return null;
          batch = (yield toHost(element)) as Nested<HostTensor>;
          count = rowsOf(name, batch, number++);
          next = 0;
        }
        const index = next++;
        return mapStructure(batch, (leaf) => leaf.at(index));
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}

function rowsOf(name: string, batch: Nested<HostTensor | InnerPipeline>, number: number): number {
  const [first, ...others] = flatten(batch).map((leaf) =>
    leaf instanceof HostTensor ? leaf.shape[0] : undefined,
  );
  if (first !== undefined && others.every((rows) => rows === first)) return first;
  throw new ShapeError(
    `Dataset.${name}, element ${number}: expected values with one first axis; received ${[first, ...others]
      .map((rows) => (rows === undefined ? 'a scalar' : `${rows} rows`))
      .join(', ')}.`,
  );
}
