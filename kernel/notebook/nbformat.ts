import { createHash } from 'node:crypto';
import { NotebookError } from './notebook-error.js';
import { readText } from './read-text.js';
import { writeText } from './write-text.js';

/** A notebook in memory, as nbformat 4.5: every text is one string. */
export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: 4;
  nbformat_minor: number;
}

/** Any cell; `attachments` are the pictures of a Markdown cell. */
export type Cell = CodeCell | TextCell;

/** What all cells have. */
interface CellBase {
  id: string;
  metadata: Record<string, unknown>;
  source: string;
}

/** A cell that runs. */
export interface CodeCell extends CellBase {
  cell_type: 'code';
  execution_count: number | null;
  outputs: Output[];
}

/** A cell that is read. */
export interface TextCell extends CellBase {
  cell_type: 'markdown' | 'raw';
  attachments?: Record<string, Record<string, unknown>>;
}

/** What a code cell has shown. */
export type Output =
  | { output_type: 'stream'; name: string; text: string }
  | { output_type: 'display_data'; data: Record<string, unknown>; metadata: Record<string, unknown> }
  | {
      output_type: 'execute_result';
      data: Record<string, unknown>;
      metadata: Record<string, unknown>;
      execution_count: number | null;
    }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

type Json = Record<string, unknown>;

/** Reads a notebook file. Errors name `path`. */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await readText(path, 'a notebook file'), path);
}

/** Writes a notebook as Jupyter does: the file is there whole or not at all. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await writeText(path, formatNotebook(notebook));
}

/**
 * Reads the text of a notebook of any nbformat 4 minor version. Older minors get cell ids that depend only on
 * the cells, so that reading twice gives the same notebook.
 *
 * @param where what the notebook is called in errors
 * @throws NotebookError when the text is no such notebook
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export function parseNotebook(text: string, where: string): Notebook {
  const json = parseJson(text, where);
  if (json['nbformat'] !== 4) {
    throw new NotebookError(
      `${where}: expected a notebook of nbformat 4; received nbformat ${JSON.stringify(json['nbformat']) ?? 'none'}.`,
      { fix: 'open it in JupyterLab and save it, or run `jupyter nbconvert --to notebook` on it.' },
    );
  }
  const { cells } = json;
  if (!Array.isArray(cells)) throw wrong(where, 'a list of cells', cells);
  const used = new Set<string>();
  const minor = typeof json['nbformat_minor'] === 'number' ? json['nbformat_minor'] : 0;
  return {
    cells: cells.map((cell, index) => parseCell(cell, `${where}, cell ${index + 1}`, used)),
    metadata: without(
      record(json['metadata'] ?? {}, `${where}, metadata`),
      'orig_nbformat',
      'orig_nbformat_minor',
      'signature',
    ),
    nbformat: 4,
    nbformat_minor: Math.max(5, minor),
  };
}

function parseJson(text: string, where: string): Json {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const received =
      text.trim() === '' ? 'an empty file' : `a text that is not JSON (${(error as Error).message})`;
    throw new NotebookError(`${where}: expected a notebook (.ipynb, JSON); received ${received}.`, {
      fix: 'the file is damaged or not a notebook: get it again, or restore the last checkpoint in .ipynb_checkpoints.',
      cause: error,
    });
  }
  return record(json, where);
}

function parseCell(value: unknown, where: string, used: Set<string>): Cell {
  const cell = record(value, where);
  const type = cell['cell_type'];
  if (type !== 'code' && type !== 'markdown' && type !== 'raw') {
    throw wrong(where, "cell_type 'code', 'markdown' or 'raw'", type);
  }
  const source = joined(cell['source'] ?? '', `${where}, source`);
  const base = {
    id: cellId(cell['id'], source, used),
    metadata: without(record(cell['metadata'] ?? {}, `${where}, metadata`), 'trusted'),
    source,
  };
  if (type !== 'code') {
    const attachments = cell['attachments'];
    if (attachments === undefined) return { cell_type: type, ...base };
    return { cell_type: type, ...base, attachments: parseAttachments(attachments, `${where}, attachments`) };
  }
  const outputs = cell['outputs'] ?? [];
  if (!Array.isArray(outputs)) throw wrong(where, 'a list of outputs', outputs);
  return {
    cell_type: 'code',
    ...base,
    execution_count: count(cell['execution_count'], where),
    outputs: outputs.map((output, index) => parseOutput(output, `${where}, output ${index + 1}`)),
  };
}

function parseAttachments(value: unknown, where: string): Record<string, Json> {
  const entries = Object.entries(record(value, where));
  return Object.fromEntries(
    entries.map(([name, bundle]) => [name, parseBundle(bundle, `${where}, ${name}`)]),
  );
}

function parseOutput(value: unknown, where: string): Output {
  const output = record(value, where);
  const type = output['output_type'];
  switch (type) {
    case 'stream':
      return {
        output_type: type,
        name: string(output['name'], `${where}, name`),
        text: joined(output['text'], `${where}, text`),
      };
    case 'display_data':
    case 'execute_result': {
      const shown = {
        data: parseBundle(output['data'], `${where}, data`),
        metadata: record(output['metadata'] ?? {}, `${where}, metadata`),
      };
      if (type === 'display_data') return { output_type: type, ...shown };
      return { output_type: type, ...shown, execution_count: count(output['execution_count'], where) };
    }
    case 'error': {
      const traceback = output['traceback'];
      if (!Array.isArray(traceback)) throw wrong(where, 'a traceback (a list of lines)', traceback);
      return {
        output_type: type,
        ename: string(output['ename'], `${where}, ename`),
        evalue: string(output['evalue'], `${where}, evalue`),
        traceback: traceback.map((line) => string(line, `${where}, traceback`)),
      };
    }
    default:
      throw wrong(where, "output_type 'stream', 'display_data', 'execute_result' or 'error'", type);
  }
}

/** JSON types stay as they are: a list of strings may be their value. */
function parseBundle(value: unknown, where: string): Json {
  const bundle = record(value, where);
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, data]) => {
      const lines =
        !isJsonMime(mime) && Array.isArray(data) && data.every((line) => typeof line === 'string');
      return [mime, lines ? data.join('') : data];
    }),
  );
}

/** The id of a cell, noted in `used`: its own, or one made of its place and text. */
export function cellId(id: unknown, source: string, used: Set<string>): string {
  let chosen = typeof id === 'string' && /^[a-zA-Z0-9_-]{1,64}$/.test(id) ? id : '';
  for (let round = 0; chosen === '' || used.has(chosen); round++) {
    chosen = createHash('sha256').update(`${used.size}:${round}:${source}`).digest('hex').slice(0, 8);
  }
  used.add(chosen);
  return chosen;
}

function count(value: unknown, where: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw wrong(where, 'execution_count to be a whole number or null', value);
}

function joined(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((line) => typeof line === 'string')) return value.join('');
  throw wrong(where, 'a text or a list of lines', value);
}

function string(value: unknown, where: string): string {
  if (typeof value !== 'string') throw wrong(where, 'a text', value);
  return value;
}

function record(value: unknown, where: string): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw wrong(where, 'an object', value);
  return value as Json;
}

function wrong(where: string, expected: string, received: unknown): NotebookError {
  const text = JSON.stringify(received) ?? 'nothing';
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return new NotebookError(`${where}: expected ${expected}; received ${shown}.`, {
    fix: 'the notebook is damaged: restore it, or correct this place in a text editor.',
  });
}

function without(json: Json, ...keys: string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}

/** The text of a notebook file, byte by byte as Jupyter writes it: sorted keys, one space a level, split lines. */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => {
    const split: Json = { ...cell, source: lines(cell.source) };
    if (cell.cell_type === 'code') split['outputs'] = cell.outputs.map(splitOutput);
    else if (cell.attachments) {
      const entries = Object.entries(cell.attachments).map(([name, data]) => [name, splitBundle(data)]);
      split['attachments'] = Object.fromEntries(entries);
    }
    return split;
  });
  return `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`;
}

function splitOutput(output: Output): Json {
  if (output.output_type === 'stream') return { ...output, text: lines(output.text) };
  if (output.output_type === 'error') return { ...output };
  return { ...output, data: splitBundle(output.data) };
}

function splitBundle(data: Json): Json {
  const split = Object.entries(data).map(([mime, value]) => {
    const text = mime.startsWith('text/') || mime === 'application/javascript' || mime === 'image/svg+xml';
    return [mime, text && typeof value === 'string' ? lines(value) : value];
  });
  return Object.fromEntries(split);
}

/** Python's str.splitlines(keepends=True), which knows more line ends than `\n`. */
function lines(text: string): string[] {
  if (text === '') return [];
  return text.split(/(?<=\n|\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029])/).filter((line) => line !== '');
}

function isJsonMime(mime: string): boolean {
  return mime === 'application/json' || (mime.startsWith('application/') && mime.endsWith('+json'));
}

function sorted(value: unknown): unknown {
  // Half of a surrogate pair is no Unicode: Python's programs read it and cannot write it.
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  // By code point, as Python sorts; JavaScript's own order is by UTF-16 unit.
  entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
