import { mapStructure, type Nested } from '../support/structure.js';
import type { Column } from './column.js';
import type { Element } from './element.js';
import type { Stage } from './stage.js';
import { chain, type Stream } from './stream.js';
import { TensorSpec } from './tensor-spec.js';

/**
 * What a pipeline knows while its items are still numbers of rows: the columns that they point into. Orders and
 * choices (shuffle, take, repeat ...) move numbers; a batch copies each value once.
 */
export interface Rows {
  readonly columns: Nested<Column>;
  readonly count: number;
}

/** Row numbers 0 ... count - 1, as the source of a pipeline. */
export function rowNumbers(name: string, details: string, count: number): Stage<number> {
  return {
    name,
    details,
    cardinality: count,
    open: () => new RowNumbers(count),
  };
}

/** A class, as the other streams of row numbers: V8 compiles closures anew for each epoch, methods once. */
class RowNumbers implements Stream<number> {
  #next = 0;

  constructor(private readonly count: number) {}

  next(): number | null {
    return this.#next < this.count ? this.#next++ : null;
  }
}

/** The rows themselves, where a stage looks into them. */
export function rowElements(input: Stage<number>, { columns }: Rows): Stage<Element> {
  return {
    ...input,
    spec: () => rowSpec(columns),
    open() {
      const stream = input.open();
      const element = (row: number | null): Element | null =>
        row === null ? null : mapStructure(columns, (column) => column.at(row));
      return { next: () => chain(stream.next(), element), close: () => stream.close?.() };
    },
  };
}

/** Shapes and dtypes of rows. */
export function rowSpec(columns: Nested<Column>): Nested<TensorSpec> {
  return mapStructure(columns, ({ rowShape, dtype }) => new TensorSpec({ shape: rowShape, dtype }));
}
