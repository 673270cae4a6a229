import type * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { nearest } from '../support/names.js';
import { Dataset } from './dataset.js';
import { csvRows } from './sources/csv-rows.js';
import { generator } from './sources/generator.js';

/** How one column is read. */
export interface ColumnConfig {
  /** True: an empty field is an error. */
  readonly required?: boolean | undefined;
  /** By default what looks like a number is one, and everything else is a text. */
  readonly dtype?: 'float32' | 'int32' | 'bool' | 'string' | undefined;
  /** What stands for an empty field; without it NaN for numbers and an empty text for texts. */
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

type Value = number | boolean | string;

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
  const stage = generator(() => csvElements(source, given), undefined);
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
    const row = { xs: {} as Record<string, Value>, ys: {} as Record<string, Value> };
    for (const [i, name] of names.entries()) {
      const config = columnConfigs[name];
      if (config === undefined && configuredColumnsOnly) continue;
      const value = parseField(`data.csv: ${source}, line ${line}, column ${name}`, fields[i]!, config ?? {});
      (config?.isLabel ? row.ys : row.xs)[name] = value;
    }
    yield Object.keys(row.ys).length > 0 ? row : row.xs;
  }
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

function parseField(where: string, field: string, config: ColumnConfig): Value {
  const { dtype, required = false } = config;
  if (field === '') {
    if (config.default !== undefined) return config.default;
    if (required) throw new ValueError(`${where}: expected a value; received an empty field.`);
    return dtype === 'string' ? '' : Number.NaN;
  }
  if (dtype === 'string') return field;
  if (dtype === 'bool') return parseBoolean(where, field);
  const number = Number(field);
  if (!Number.isNaN(number)) return dtype === 'int32' ? Math.trunc(number) : number;
  if (dtype === undefined) return field;
  throw new ValueError(`${where}: expected a number; received ${show(field)}.`);
}

function parseBoolean(where: string, field: string): boolean {
  const text = field.toLowerCase();
  if (['true', '1', 'yes'].includes(text)) return true;
  if (['false', '0', 'no'].includes(text)) return false;
  throw new ValueError(`${where}: expected true or false; received ${show(field)}.`);
}
