import { show } from '../support/check.js';
import { ShapeError, ValueError } from '../support/errors.js';
import { flatten, isContainer, mapStructure, type Nested } from '../support/structure.js';
import type { BatchSource, PendingBatch } from './batch.js';
import { type ClassWeight, classSampleWeights } from './class-weight.js';
import { Column, isColumnLike, toColumn } from './column.js';
import { ColumnSource, type Columns, checkSamples } from './column-source.js';
import { type DataStructure, IterableSource, isBatchIterable } from './iterable-source.js';

/** All that tells where batches come from. */
export interface SourceOptions {
  /** For errors: 'fit', 'evaluate' ... */
  readonly where: string;
  readonly batchSize?: number | null | undefined;
  readonly shuffle?: boolean | undefined;
  readonly classWeight?: ClassWeight | null | undefined;
}

/** Inputs, labels and weights on the host, in columns. */
export async function readColumns(
  where: string,
  x: DataStructure,
  y?: DataStructure | null,
  sampleWeight?: DataStructure | null,
): Promise<Columns> {
  const read = async (name: string, data: DataStructure | null | undefined) =>
    data == null ? undefined : await columnsOf(`${where}: ${name}`, data);
  const inputs = await columnsOf(`${where}: x`, x, true);
  return { x: inputs, y: await read('y', y), sampleWeight: await read('sampleWeight', sampleWeight) };
}

/** Batches of columns; class weights become sample weights. */
export function columnSource(
  columns: Columns,
  { where, batchSize, shuffle, classWeight }: SourceOptions,
): BatchSource {
  const weighted = withClassWeight(where, columns, classWeight);
  return new ColumnSource(weighted, { batchSize: batchSize ?? 32, shuffle: shuffle ?? false });
}

/** Options of {@link wholeSource}. */
export interface WholeOptions extends SourceOptions {
  /** True: replicas share the rows of the batch. */
  readonly shared?: boolean;
}

/** One batch of whole columns; inputs may differ in length, one attention bias for all samples, say, unless it is shared. */
export function wholeSource(columns: Columns, { where, classWeight, shared }: WholeOptions): BatchSource {
  const lengths = [...new Set(flatten(columns.x).map(({ length }) => length))];
  checkSamples(columns, lengths);
  if (shared && lengths.length > 1) {
    throw new ShapeError(
      `${where}: expected inputs of one length, whose rows replicas share; received ${lengths.join(' and ')}.`,
      { fix: 'repeat the shorter one for all samples: x.tile([8, 1])' },
    );
  }
  const { x, y, sampleWeight } = withClassWeight(where, columns, classWeight);
  const whole = (column: Column) => column.gather(null, 0, column.length);
  const size = flatten(y ?? x)[0]?.length ?? 0;
  const batch: PendingBatch = {
    size,
    tensors: () => [
      mapStructure(x, whole),
      y && mapStructure(y, whole),
      sampleWeight && mapStructure(sampleWeight, whole),
    ],
  };
  return { batches: 1, samples: size, open: () => ({ next: () => batch }) };
}

/** Batches of a generator or a data set, which has its own batches. */
export function iterableSource(
  data: unknown,
  { where, batchSize, classWeight, shuffle }: SourceOptions,
): IterableSource {
  if (!isBatchIterable(data)) {
    throw new ValueError(
      `${where}: expected tensors, arrays or something that gives batches; received ${show(data)}.`,
    );
  }
  if (batchSize != null) {
    throw new ValueError(
      `${where}: batchSize is for tensors and arrays; a data set or generator gives whole batches.`,
      {
        fix: `dataset.batch(${batchSize})`,
      },
    );
  }
  return new IterableSource(where, data, classWeight ?? undefined, shuffle ?? false);
}

function withClassWeight(
  where: string,
  columns: Columns,
  classWeight: ClassWeight | null | undefined,
): Columns {
  if (classWeight == null) return columns;
  if (columns.sampleWeight !== undefined) {
    throw new ValueError(`${where}: expected one of classWeight and sampleWeight; received both.`);
  }
  if (!(columns.y instanceof Column)) {
    throw new ValueError(
      `${where}: classWeight works for models with one output; received labels in a structure.`,
      {
        fix: 'give the weights as sampleWeight',
      },
    );
  }
  return { ...columns, sampleWeight: classSampleWeights(columns.y, classWeight) };
}

async function columnsOf(where: string, data: DataStructure, texts = false): Promise<Nested<Column>> {
  if (isColumnLike(data)) return toColumn(where, data, texts);
  if (Array.isArray(data)) {
    return Promise.all((data as DataStructure[]).map((item, i) => columnsOf(`${where}[${i}]`, item, texts)));
  }
  if (!isContainer(data))
    throw new ValueError(`${where}: expected tensors or arrays; received ${show(data)}.`);
  const entries = Object.entries(data as Record<string, DataStructure>).map(
    async ([key, item]) => [key, await columnsOf(`${where}.${key}`, item, texts)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
