import MagicString from 'magic-string';
import ts from 'typescript-6';
import { CRLF, putLineEnds } from './line-ends.js';
import { type Notebook, parseNotebook } from './nbformat.js';
import { comment, type PercentCell, parsePercent } from './percent.js';
import { readImport } from './script-imports.js';
import { restoreCell, withoutMarked } from './script-marks.js';

/** What a script imports the names of the prelude from. */
export const PACKAGE = 'cellgrad';
/** What it imports where its notebook imports tslab. */
export const TSLAB = `${PACKAGE}/tslab`;

/**
 * Turns a script in percent format into a notebook. What {@link notebookToScript} changed is changed back, by the
 * comments that it left; any other percent script is taken as it is.
 */
export function scriptToNotebook(script: string, where: string): Notebook {
  const { metadata, preamble, cells } = parsePercent(script);
  const hoisted = new Set(
    cells.flatMap(({ source }) =>
      [...source.matchAll(/^\/\/[\^|] .*?['"]([^'"]+)['"];?/gm)].map((m) => moduleKey(m[1]!)),
    ),
  );
  const own = ownPreamble(preamble, hoisted);
  const all: PercentCell[] =
    own === '' ? [...cells] : [{ type: 'code', source: own, metadata: {} }, ...cells];
  const kernelspec = { display_name: 'TypeScript (Cellgrad)', language: 'typescript', name: 'cellgrad' };
  const json = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec, ...metadata },
    cells: all.map((cell) => {
      const { type, id, source, metadata } = cellMagic(cell);
      const { attachments, [CRLF]: crlf, ...kept } = metadata;
      const json = {
        cell_type: type,
        ...(id !== undefined && { id }),
        metadata: kept,
        source: putLineEnds(type === 'code' ? restoreCell(source) : source, crlf),
      };
      if (type === 'code') return { ...json, execution_count: null, outputs: [] };
      return attachments === undefined ? json : { ...json, attachments };
    }),
  };
  return parseNotebook(JSON.stringify(json), where);
}

/** jupytext writes the name of a cell magic as an option: `// %% language="bash"`. */
function cellMagic(cell: PercentCell): PercentCell {
  const { language, magic_args, ...metadata } = cell.metadata;
  const lines = cell.source.split('\n');
  if (typeof language !== 'string' || !lines.every((line) => line.startsWith('//'))) return cell;
  const head = typeof magic_args === 'string' ? `%%${language} ${magic_args}` : `%%${language}`;
  return { ...cell, metadata, source: [comment(head), ...lines].join('\n') };
}

/** What a person has added above the first cell: everything but our imports and the lines that we marked. */
function ownPreamble(preamble: string, hoisted: ReadonlySet<string>): string {
  const code = withoutMarked(preamble);
  const text = new MagicString(code);
  for (const node of ts.createSourceFile('top.ts', code, ts.ScriptTarget.ESNext, true).statements) {
    if (!ts.isImportDeclaration(node)) continue;
    const { module } = readImport(node);
    if (module === PACKAGE || module === TSLAB || hoisted.has(moduleKey(module))) {
      text.remove(node.getStart(), node.end);
    }
  }
  return text.toString().trim();
}

/** The same for a local file however it is named: a script may lie in another folder and gives the file's ending. */
export function moduleKey(module: string): string {
  return /^\.\.?\//.test(module) ? `./${module.replace(/^.*\//, '').replace(/\.[cm]?[jt]s$/, '')}` : module;
}
