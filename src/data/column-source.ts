import { permutation } from '../backends/random.js';
import { ShapeError } from '../support/errors.js';
import { flatten, mapStructure, type Nested } from '../support/structure.js';
import type { Batch, BatchSource, BatchStream, PendingBatch } from './batch.js';
import type { Column } from './column.js';

/** Inputs, labels and sample weights of all samples, in columns. */
export interface Columns {
  readonly x: Nested<Column>;
  readonly y?: Nested<Column> | undefined;
  readonly sampleWeight?: Nested<Column> | undefined;
}

/** Options of {@link ColumnSource}. */
export interface ColumnSourceOptions {
  readonly batchSize: number;
  /** True: a new order in each epoch, from the global random stream. */
  readonly shuffle: boolean;
}

/** Batches gathered from columns. The last one of an epoch holds what is left. */
export class ColumnSource implements BatchSource {
  readonly samples: number;
  readonly batches: number;

  constructor(
    private readonly columns: Columns,
    private readonly options: ColumnSourceOptions,
  ) {
    this.samples = countSamples(columns);
    this.batches = Math.ceil(this.samples / options.batchSize);
  }

  open(): BatchStream {
    const { batchSize, shuffle } = this.options;
    const order = shuffle ? permutation(this.samples) : null;
    let start = 0;
    return {
      next: (): PendingBatch | null => {
        if (start >= this.samples) return null;
        const from = start;
        const to = Math.min(from + batchSize, this.samples);
        start = to;
        return {
          size: to - from,
          tensors: () => this.#gather(order, from, to),
          rows: (first, count) => this.#gather(order, from + first, from + first + count),
        };
      },
    };
  }

  #gather(order: Int32Array | null, start: number, end: number): Batch {
    const { x, y, sampleWeight } = this.columns;
    const rows = (column: Column) => column.gather(order, start, end);
    return [
      mapStructure(x, rows),
      y && mapStructure(y, rows),
      sampleWeight && mapStructure(sampleWeight, rows),
    ];
  }
}

/** The number of samples, or a ShapeError if the columns differ in it. */
export function countSamples(columns: Columns): number {
  const samples = flatten(columns.x)[0]?.length ?? 0;
  checkSamples(columns, [samples]);
  return samples;
}

/** Throws a ShapeError for a column that has none of these numbers of samples. */
export function checkSamples({ x, y, sampleWeight }: Columns, counts: readonly number[]): void {
  for (const [name, columns] of Object.entries({ x, y, sampleWeight })) {
    for (const { length } of columns === undefined ? [] : flatten(columns)) {
      if (counts.includes(length)) continue;
      throw new ShapeError(
        `${name}: expected as many samples as in x, ${counts.join(' or ')}; received ${length}.`,
      );
    }
  }
}

/**
 * Splits the last `fraction` of the samples off, as Keras does: before any shuffling.
 * Gives the columns for training and for validation.
 */
export function splitColumns(columns: Columns, fraction: number): readonly [Columns, Columns] {
  const samples = countSamples(columns);
  const kept = Math.floor(samples * (1 - fraction));
  if (kept === 0 || kept === samples) {
    throw new ShapeError(
      `fit: validationSplit ${fraction} of ${samples} samples leaves ${kept} to train and ${samples - kept} to validate.`,
      { fix: 'a fraction that leaves samples for both, or validationData: [x, y]' },
    );
  }
  const part = (start: number, end: number): Columns => {
    const cut = (column: Column) => column.slice(start, end);
    const { x, y, sampleWeight } = columns;
    return {
      x: mapStructure(x, cut),
      y: y && mapStructure(y, cut),
      sampleWeight: sampleWeight && mapStructure(sampleWeight, cut),
    };
  };
  return [part(0, kept), part(kept, samples)];
}
