import { createHash } from 'node:crypto';
import type { CodeCell, Notebook } from './nbformat.js';
import { NotebookError } from './notebook-error.js';

/** Values for a run, by name. */
export type Parameters = Readonly<Record<string, unknown>>;

const INJECTED = 'injected-parameters';

/**
 * Reads `name=value` as the command line gives it. A value that is JSON is taken as that (`3`, `true`, `[1, 2]`,
 * `"text"`), any other as text.
 *
 * @throws NotebookError when there is no name, or none that a variable may have
 */
export function parseParameters(words: readonly string[]): Parameters {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value = ''] = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)=([\s\S]*)$/u.exec(word) ?? [];
      if (name === undefined) {
        throw new NotebookError(`run: expected --param name=value; received ${JSON.stringify(word)}.`, {
          fix: 'for example --param epochs=3 --param optimizer=adam',
        });
      }
      return [name, parseValue(name, value)];
    }),
  );
}

function parseValue(name: string, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  // As Papermill's cells: another number without a word would be worse.
  if (/^\s*-?\d+\s*$/.test(text) && !Number.isSafeInteger(value)) {
    const largest = Number.MAX_SAFE_INTEGER;
    throw new NotebookError(
      `run: --param ${name}: expected whole numbers between -${largest} and ${largest}; received ${text.trim()}.`,
      { fix: `--param '${name}="${text.trim()}"' is a text, of which BigInt(${name}) makes a number` },
    );
  }
  return value;
}

/** A value as code. JSON is, but for numbers that it has no word for, and for one key. */
function literal(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  // Without brackets it would set the object's prototype.
  const keyOf = (name: string) => (name === '__proto__' ? '["__proto__"]' : JSON.stringify(name));
  const entries = Object.entries(value).map(([name, one]) => `${keyOf(name)}:${literal(one)}`);
  return `{${entries.join(',')}}`;
}

/**
 * Puts a cell that sets the parameters after the cell with the tag `parameters`, at the top when there is none, and in
 * place of the one of an earlier run.
 *
 * @see https://papermill.readthedocs.io/en/latest/usage-parameterize.html
 */
export function injectParameters(notebook: Notebook, parameters: Parameters): void {
  const names = Object.entries(parameters);
  if (names.length === 0) return;
  const lines = names.map(([name, value]) => `let ${name} = ${literal(value)};`);
  const source = ['// Parameters', ...lines].join('\n');
  const cell: CodeCell = {
    cell_type: 'code',
    id: createHash('sha256').update(source).digest('hex').slice(0, 8),
    metadata: { tags: [INJECTED] },
    source,
    execution_count: null,
    outputs: [],
  };
  const earlier = find(notebook, INJECTED);
  if (earlier >= 0) notebook.cells.splice(earlier, 1, cell);
  else notebook.cells.splice(find(notebook, 'parameters') + 1, 0, cell);
}

/**
 * Names that the cell with the tag `parameters` does not declare, each with those that it does: perhaps they are
 * misspelled. When no cell has the tag, they all are.
 */
export async function unknownParameters(notebook: Notebook, parameters: Parameters): Promise<string[]> {
  const names = Object.keys(parameters);
  if (names.length === 0) return [];
  const cell = notebook.cells[find(notebook, 'parameters')];
  if (cell === undefined)
    return names.map(
      (name) => `--param ${name}: no cell has the tag parameters; it is set in front of the first.`,
    );
  // The compiler that it needs takes a while to load.
  const { readCells } = await import('./cell-syntax.js');
  const [syntax] = readCells([{ number: 1, code: cell.source }], 'parameters');
  const known = new Set(syntax!.declarations.map(({ name }) => name));
  return names
    .filter((name) => !known.has(name))
    .map((name) => `--param ${name}: the cell of parameters has ${[...known].join(', ') || 'none'}.`);
}

function find(notebook: Notebook, tag: string): number {
  return notebook.cells.findIndex((cell) => hasTag(cell, tag));
}

/** True for a cell that carries the tag. */
export function hasTag(cell: Notebook['cells'][number], tag: string): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes(tag);
}
