import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { ELEMENTS, type Element, type InnerPipeline, toHost } from '../element.js';
import { HostTensor } from '../host-tensor.js';
import { listStage, type Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';
import { callWith, type ElementFunction } from '../user-function.js';
import { copyOf } from './filter.js';
import { datasetOf } from './flat-map.js';

/** Elements of one key are gathered; what `reduce` makes of each full window, and of the rest at the end, is given. */
export function groupByWindow(
  input: Stage<Element>,
  key: ElementFunction,
  reduce: ElementFunction,
  sizeOf: (key: number) => number,
  make: (items: Stage<Element>) => InnerPipeline,
): Stage<Element> {
  return {
    name: 'groupByWindow',
    details: key.name,
    cardinality: null,
    open() {
      const stream = input.open();
      const windows = new Map<number, Element[]>();
      let inner: Stream<Element> | null = null;
      let number = 0;
      let emitted = 0;
      function* emit(group: number): Generator<unknown, Stream<Element>, unknown> {
        const items = make(listStage('window', '', windows.get(group) as Element[]));
        windows.delete(group);
        const given = [new HostTensor(Int32Array.of(group), [], 'int32'), items];
        const dataset = yield callWith('groupByWindow', emitted++, reduce, given, datasetOf);
        return (dataset as InnerPipeline)[ELEMENTS].open();
      }
      function* steps(): Generator<unknown, Element | null, unknown> {
        for (;;) {
          if (inner !== null) {
            const item = (yield inner.next()) as Element | null;
            if (item !== null) return item;
            yield inner.close?.();
            inner = null;
          }
          const found = (yield stream.next()) as Element | null;
          if (found === null) {
            const [rest] = windows.keys();
            if (rest === undefined) return null;
            inner = yield* emit(rest);
            continue;
          }
          const element = (yield toHost(found)) as Element;
          const group = (yield callWith('groupByWindow', number++, key, copyOf(element), integer)) as number;
          const window = windows.get(group) ?? [];
          windows.set(group, window);
          window.push(element);
          if (window.length >= sizeOf(group)) inner = yield* emit(group);
        }
      }
      return { next: () => drive(steps()), close: () => closeAll([inner, stream]) };
    },
  };
}

function integer(where: string, value: unknown): number {
  const tensor = value as { dataSync?: () => ArrayLike<number>; size?: number };
  const key = tensor?.size === 1 && tensor.dataSync ? tensor.dataSync()[0] : value;
  if (Number.isInteger(key)) return key as number;
  throw new ValueError(`${where}: expected the key to be an integer; received ${show(value)}.`);
}
