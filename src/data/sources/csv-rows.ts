import { CsvError, type CsvErrorCode, parse } from 'csv-parse';
import { ValueError } from '../../support/errors.js';
import { openSource } from './source-stream.js';

/** The rows of a CSV file, as fields; `line` is where a row begins, from 1. */
export async function* csvRows(
  source: string,
  delimiter: string,
): AsyncGenerator<{ readonly line: number; readonly fields: readonly string[] }, void, undefined> {
  const input = await openSource('data.csv', source);
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  input.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of input.pipe(parser))
      yield { line: (info as { lines: number }).lines, fields: record as string[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { code, lines } = error as CsvError & { readonly code: CsvErrorCode; readonly lines?: number };
    throw new ValueError(`data.csv: ${source}, line ${lines ?? '?'}: ${code}: ${error.message}.`, {
      fix: 'the file is damaged, or has another delimiter; a quote within quotes is written twice',
      cause: error,
    });
  } finally {
    input.destroy();
  }
}
