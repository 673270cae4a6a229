import { formatCount } from '../../display/format/number.js';
import { ValueError } from '../../support/errors.js';
import { checkInterrupt } from '../../support/interrupt.js';
import { flatten, mapStructure, type Nested, packLike } from '../../support/structure.js';
import { type Element, type InnerPipeline, stackHost, toHost } from '../element.js';
import { reshapedSpec } from '../element-spec.js';
import type { HostTensor } from '../host-tensor.js';
import { type Rows, rowElements } from '../rows.js';
import { mapCardinality, type Stage } from '../stage.js';
import { drive, type Stream } from '../stream.js';

/** Options of `batch`. */
export interface BatchOptions {
  /** True: a last batch that is not full is left out. */
  readonly dropRemainder?: boolean | undefined;
}

/** Options of `Dataset.batch`. */
export interface ParallelBatchOptions extends BatchOptions {
  /** tf.data's: it copies batches in threads, here the reader copies them, at once and in their order. */
  readonly numParallelCalls?: number | null | undefined;
  /** tf.data's; batches always come in their order. */
  readonly deterministic?: boolean | null | undefined;
}

type HostElement = Nested<HostTensor | InnerPipeline>;

/** How a batch stage shows itself and how many it gives. */
function described<T>(
  input: Stage<T>,
  name: string,
  sizes: number | readonly number[],
  dropRemainder: boolean,
) {
  const all = typeof sizes === 'number' ? [sizes] : sizes;
  return {
    name,
    details: `${all.map(formatCount).join(', ')}${dropRemainder ? ', without the remainder' : ''}`,
    cardinality: mapCardinality(input.cardinality, (count) => batchesOf(count, all, dropRemainder)),
  };
}

/** How many batches `count` elements make, whose sizes take turns. */
function batchesOf(count: number, sizes: readonly number[], dropRemainder: boolean): number {
  const round = sizes.reduce((sum, size) => sum + size, 0);
  const rounds = Math.floor(count / round);
  if (!Number.isFinite(rounds)) return rounds;
  let [batches, left] = [rounds * sizes.length, count - rounds * round];
  for (const size of sizes) {
    if (left >= size || (left > 0 && !dropRemainder)) batches += 1;
    left -= size;
  }
  return batches;
}

/**
 * Joins `sizes` elements after each other into one, in turn where there are several; `join` makes one value of those at the
 * same place.
 */
export function batchWith(
  input: Stage<Element>,
  name: string,
  sizes: number | readonly number[],
  dropRemainder: boolean,
  join: (where: string, leaves: readonly (HostTensor | InnerPipeline)[], place: number) => HostTensor,
): Stage<Element> {
  return {
    ...described(input, name, sizes, dropRemainder),
    spec: batchSpec(input, dropRemainder && typeof sizes === 'number' ? sizes : null),
    open() {
      const stream = input.open();
      let number = 0;
      function* steps(): Generator<unknown, Element | null, unknown> {
        const elements: HostElement[] = [];
        const size = typeof sizes === 'number' ? sizes : (sizes[number % sizes.length] as number);
        while (elements.length < size) {
          const item = (yield stream.next()) as Element | null;
          if (item === null) break;
          checkInterrupt();
          elements.push((yield toHost(item)) as HostElement);
        }
        if (elements.length === 0 || (dropRemainder && elements.length < size)) return null;
        const where = `Dataset.${name}, batch ${number++}`;
        const leaves = elements.map((element) => flatten(element));
        const other = leaves.findIndex((one) => one.length !== leaves[0]!.length);
        if (other >= 0) {
          throw new ValueError(
            `${where}: expected elements of one structure, ${leaves[0]!.length} values as the first of this batch has; ` +
              `received ${leaves[other]!.length} in its element ${other}.`,
          );
        }
        const joined = leaves[0]!.map((_, place) =>
          join(
            where,
            leaves.map((one) => one[place]!),
            place,
          ),
        );
        return packLike(elements[0]!, joined);
      }
      return { next: () => drive(steps()), close: () => stream.close?.() };
    },
  };
}

function batchSpec(input: Stage<Element>, size: number | null) {
  return reshapedSpec(input, (shape) => [size, ...shape]);
}

/** Batches of elements of equal shapes. */
export function batch(input: Stage<Element>, size: number, dropRemainder: boolean): Stage<Element> {
  return batchWith(input, 'batch', size, dropRemainder, stackHost);
}

/** Batches of rows, gathered from their columns: one copy of each number, no element in between. */
export function batchRows(
  input: Stage<number>,
  rows: Rows,
  size: number,
  dropRemainder: boolean,
): Stage<Element> {
  return {
    ...described(input, 'batch', size, dropRemainder),
    spec: batchSpec(rowElements(input, rows), dropRemainder ? size : null),
    open: () => new BatchedRows(input.open(), rows, size, dropRemainder),
  };
}

class BatchedRows implements Stream<Element> {
  constructor(
    private readonly input: Stream<number>,
    private readonly rows: Rows,
    private readonly size: number,
    private readonly dropRemainder: boolean,
  ) {}

  next(): Element | null {
    const { input, size } = this;
    const order = new Int32Array(size);
    let count = 0;
    for (; count < size; count++) {
      // Row numbers are there at once.
      const row = input.next() as number | null;
      if (row === null) break;
      order[count] = row;
    }
    if (count === 0 || (this.dropRemainder && count < size)) return null;
    return mapStructure(this.rows.columns, (column) => column.rows(order, 0, count));
  }

  close() {
    return this.input.close?.();
  }
}
