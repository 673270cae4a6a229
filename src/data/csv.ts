import type * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { nearest } from '../support/names.js';
import { Dataset } from './dataset.js';
import { type HostTensor, int32Scalar } from './host-tensor.js';
import { csvRows } from './sources/csv-rows.js';
import { generator } from './sources/generator.js';

/** How one column is read. */
export interface ColumnConfig {
  /** True: an empty field is an error. */
  readonly required?: boolean | undefined;
  /** By default a column is of numbers where its first 100 rows have nothing else, and of texts otherwise. */
  readonly dtype?: 'float32' | 'int32' | 'bool' | 'string' | undefined;
  /** What stands for an empty field; without it NaN for float32 and an empty text for texts, an error for the others. */
  readonly default?: number | boolean | string | undefined;
  /** True: the column is a label, and elements are `{ xs, ys }`. */
  readonly isLabel?: boolean | undefined;
}

/** Options of {@link csv}. */
export interface CsvOptions {
  /** True (the default): the first row has the names of the columns. */
  readonly hasHeader?: boolean | undefined;
  /** The names of the columns, in their order; in place of a header's, or for a file without one. */
  readonly columnNames?: readonly string[] | undefined;
  readonly columnConfigs?: Readonly<Record<string, ColumnConfig>> | undefined;
  /** True: only the columns of `columnConfigs` are read. */
  readonly configuredColumnsOnly?: boolean | undefined;
  /** `,` by default. */
  readonly delimiter?: string | undefined;
}

/** A row of a CSV file. */
export type CsvRow = { readonly [column: string]: tf.Scalar };

/** A row where columns are labels. */
export interface LabelledCsvRow {
  readonly xs: CsvRow;
  readonly ys: CsvRow;
}

/** True where a column is said to be a label. */
type HasLabels<O> = O extends { readonly columnConfigs: infer C }
  ? true extends { [K in keyof C]: C[K] extends { readonly isLabel: true } ? true : false }[keyof C]
    ? true
    : false
  : false;

const OPTIONS = ['hasHeader', 'columnNames', 'columnConfigs', 'configuredColumnsOnly', 'delimiter'];

type Value = number | boolean | string | HostTensor;
type Kind = NonNullable<ColumnConfig['dtype']>;

/** So many rows tell what a column holds. */
const SAMPLE = 100;

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The rows of a CSV file (RFC 4180, with quotes) as dictionaries by column; with labels, as `{ xs, ys }`. The file is
 * read as a stream.
 *
 * @param source a path, or an address of file:, http: or https:
 * @throws ValueError (in reading) for a missing file, an unknown column, a row of another length, a field that is no
 *   number where one must be; it names the line
 * @see https://js.tensorflow.org/api/latest/#data.csv
 * @example
 * data.csv('houses.csv', { columnConfigs: { price: { isLabel: true } } })
 *   .map(({ xs, ys }) => [tf.stack(Object.values(xs)), ys.price])
 *   .batch(32);
 */
export function csv<const O extends CsvOptions = CsvOptions>(
  source: string,
  options?: O,
): Dataset<HasLabels<O> extends true ? LabelledCsvRow : CsvRow> {
  if (typeof source !== 'string') {
    throw new ValueError(`data.csv: expected the name of a file; received ${show(source)}.`);
  }
  const given = checkOptions<CsvOptions>('data.csv', options ?? {}, OPTIONS);
  // Integers are on the host already, where functions of users have no such thing.
  const stage = generator(() => csvElements(source, given) as AsyncGenerator<never>, undefined);
  return Dataset.fromStage({ ...stage, name: 'csv', details: source });
}

async function* csvElements(
  source: string,
  {
    hasHeader = true,
    columnNames,
    columnConfigs = {},
    configuredColumnsOnly = false,
    delimiter = ',',
  }: CsvOptions,
) {
  let names = columnNames;
  let isHeader = hasHeader;
  let kinds: readonly Kind[] | undefined;
  const waiting: Row[] = [];
  const known = (): readonly Kind[] =>
    (names ?? []).map(
      (name, i) => columnConfigs[name]?.dtype ?? kindOf(waiting.map(({ fields }) => fields[i]!)),
    );
  const element = ({ line, fields }: Row) => {
    const row = { xs: {} as Record<string, Value>, ys: {} as Record<string, Value> };
    for (const [i, name] of names!.entries()) {
      const config = columnConfigs[name];
      if (config === undefined && configuredColumnsOnly) continue;
      const where = `data.csv: ${source}, line ${line}, column ${name}`;
      (config?.isLabel ? row.ys : row.xs)[name] = parseField(where, fields[i]!, kinds![i]!, config ?? {});
    }
    return Object.keys(row.ys).length > 0 ? row : row.xs;
  };
  for await (const { line, fields } of csvRows(source, delimiter)) {
    if (isHeader) {
      isHeader = false;
      names ??= fields;
      if (new Set(fields).size !== fields.length) {
        throw new ValueError(
          `data.csv: ${source}: expected column names that differ; received ${show(fields)}.`,
        );
      }
      checkColumns(source, names, columnConfigs);
      continue;
    }
    if (names === undefined) {
      throw new ValueError('data.csv: a file without a header needs columnNames.', {
        fix: "{ hasHeader: false, columnNames: ['a', 'b'] }",
      });
    }
    checkColumns(source, names, columnConfigs);
    if (fields.length !== names.length) {
      throw new ValueError(
        `data.csv: ${source}, line ${line}: expected ${names.length} fields; received ${fields.length}.`,
      );
    }
    waiting.push({ line, fields });
    if (kinds === undefined && waiting.length < SAMPLE) continue;
    kinds ??= known();
    for (const row of waiting.splice(0)) yield element(row);
  }
  kinds ??= known();
  for (const row of waiting) yield element(row);
}

/** What a column holds, as its first fields say. */
function kindOf(fields: readonly string[]): Kind {
  return fields.every((field) => field === '' || isNumber(field)) ? 'float32' : 'string';
}

/** Missing values are often written so. */
function isNumber(field: string): boolean {
  return field.toLowerCase() === 'nan' || !Number.isNaN(Number(field));
}

function checkColumns(
  source: string,
  names: readonly string[],
  configs: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(configs)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    throw new ValueError(
      `data.csv: ${source} has no column ${name}${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.'}`,
      { fix: `its columns are ${names.join(', ')}` },
    );
  }
}

function parseField(where: string, field: string, kind: Kind, config: ColumnConfig): Value {
  if (field !== '') return parsed(where, field, kind, config);
  const { required = false, default: standIn } = config;
  if (standIn !== undefined) return kind === 'int32' ? int32Scalar(Number(standIn)) : standIn;
  if (!required && kind === 'string') return '';
  if (!required && kind === 'float32') return Number.NaN;
  throw new ValueError(`${where}: expected a value; received an empty field.`, {
    fix: 'default: what stands for it',
  });
}

function parsed(where: string, field: string, kind: Kind, { dtype }: ColumnConfig): Value {
  if (kind === 'string') return field;
  if (kind === 'bool') return parseBoolean(where, field);
  if (isNumber(field)) return kind === 'int32' ? int32Scalar(Number(field)) : Number(field);
  throw new ValueError(
    `${where}: expected a number; received ${show(field)}.`,
    dtype === undefined ? { fix: "{ dtype: 'string' } for this column in columnConfigs" } : {},
  );
}

function parseBoolean(where: string, field: string): boolean {
  const text = field.toLowerCase();
  if (['true', '1', 'yes'].includes(text)) return true;
  if (['false', '0', 'no'].includes(text)) return false;
  throw new ValueError(`${where}: expected true or false; received ${show(field)}.`);
}
