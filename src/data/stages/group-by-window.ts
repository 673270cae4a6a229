import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { DatasetSpec } from '../dataset-spec.js';
import { type Element, type InnerPipeline, toHost } from '../element.js';
import { specOf } from '../element-spec.js';
import { int32Scalar } from '../host-tensor.js';
import { listStage, type Stage } from '../stage.js';
import { drive } from '../stream.js';
import { INTEGER } from '../tensor-spec.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { copyOf } from './filter.js';
import { flatMap } from './flat-map.js';

/** Elements of one key are gathered; what `reduce` makes of each full window, and of the rest at the end, is given. */
export function groupByWindow(
  input: Stage<Element>,
  key: ElementFunction,
  reduce: ElementFunction,
  sizeOf: (key: number) => number,
  make: (items: Stage<Element>) => InnerPipeline,
): Stage<Element> {
  /** What `reduce` is called with: a key and a dataset of its elements. */
  const windows: Stage<Element> = {
    name: 'groupByWindow',
    details: key.name,
    cardinality: null,
    spec(read) {
      const spec = specOf(input, read);
      return spec && [INTEGER, new DatasetSpec(spec, make)];
    },
    open() {
      const stream = input.open();
      const groups = new Map<number, Element[]>();
      let number = 0;
      const full = (group: number): Element => {
        const items = make(listStage('window', '', groups.get(group) as Element[]));
        groups.delete(group);
        return [int32Scalar(group), items];
      };
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          const found = (yield stream.next()) as Element | null;
          // What is left comes in the order of its keys.
          if (found === null) return groups.size === 0 ? null : full(Math.min(...groups.keys()));
          const element = (yield toHost(found)) as Element;
          const group = (yield callWith('groupByWindow', number++, key, copyOf(element), integer)) as number;
          const items = groups.get(group) ?? [];
          groups.set(group, items);
          if (items.push(element) >= sizeOf(group)) return full(group);
        }
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
  return { ...flatMap(windows, reduce, windows.name), details: windows.details };
}

/** A class or a key that a function gave. */
export function integer(where: string, value: unknown): number {
  const tensor = value as { dataSync?: () => ArrayLike<number>; size?: number };
  const key = tensor?.size === 1 && tensor.dataSync ? tensor.dataSync()[0] : value;
  if (Number.isInteger(key)) return key as number;
  throw new ValueError(`${where}: expected an integer; received ${show(value)}.`);
}
