import { inspect } from 'node:util';
import { ValueError } from '../../support/errors.js';
import { formatCount, NOTHING } from '../format/number.js';
import { pad, ruleLine, textWidth, wrap } from '../format/text.js';
import { formatBytes, formatList } from '../format/unit.js';
import type { SummaryData, SummaryLayer } from '../summary-data.js';
import { memoryLines, modelSentence, shownShapes, trainableState } from './summary-rows.js';

/** Keras's share of a line for the columns in front of the one that says what trains. */
const SHARE_BESIDE_TRAINABLE = 0.9;
/** Narrower columns say nothing (Keras has the same limit). */
const NARROWEST = 4;

interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly cell: (layer: SummaryLayer, branch: string, above: string) => string;
}

const COLUMNS: readonly Column[] = [
  {
    head: 'Layer (type)',
    align: 'left',
    cell: ({ name, className }, branch) => `${branch}${name} (${className})`,
  },
  {
    head: 'Output shape',
    align: 'left',
    cell: ({ outputShapes }) => shownShapes(outputShapes, ' × ') ?? NOTHING,
  },
  {
    head: 'Parameters',
    align: 'right',
    cell: ({ parameters }) => (parameters === null ? NOTHING : formatCount(parameters)),
  },
  {
    head: 'Connected to',
    align: 'left',
    cell: ({ inputs }, _, above) => (inputs ? formatList(inputs) : above),
  },
];

const TRAINABLE: Column = {
  head: 'Trainable',
  align: 'left',
  cell: (layer) => {
    const state = trainableState(layer);
    return state === 'none' ? '' : state;
  },
};

/**
 * Checks where the columns of a summary are to end.
 *
 * @throws ValueError unless they are 3 or 4 numbers above 0, each greater than the one before
 */
export function checkPositions(positions: readonly number[]): void {
  const rising =
    Array.isArray(positions) &&
    positions.every((end, i) => Number.isFinite(end) && end > (positions[i - 1] ?? 0));
  if (rising && (positions.length === 3 || positions.length === 4)) return;
  throw new ValueError(
    `summary: positions must be 3 or 4 rising numbers, where the columns of layer, output shape, parameters and connections end; received ${inspect(positions)}.`,
  );
}

/**
 * The text of a summary with columns that end where `positions` says, in Keras's order. What is too long goes on in the next line.
 *
 * @see https://keras.io/api/models/model/#summary-method
 */
export function positionedSummary(
  data: SummaryData,
  lineLength: number,
  positions: readonly number[],
  showTrainable = false,
): string {
  const relative = positions.at(-1)! <= 1;
  const ends = positions.map((end) => Math.floor(relative ? end * lineLength : end));
  const columns = COLUMNS.slice(0, ends.length);
  if (showTrainable) {
    columns.push(TRAINABLE);
    const last = ends.at(-1)!;
    if (relative) for (const [i, end] of ends.entries()) ends[i] = Math.floor(end * SHARE_BESIDE_TRAINABLE);
    ends.push(relative ? lineLength : Math.max(lineLength, last + TRAINABLE.head.length + 1));
  }
  const widths = ends.map((end, i) => end - (ends[i - 1] ?? 0));
  if (widths.some((width) => width < NARROWEST)) {
    throw new ValueError(
      `summary: positions ${inspect(positions)} leave a column less than ${NARROWEST} characters of a line of ${lineLength}; pass a greater lineLength.`,
    );
  }
  const row = (cells: readonly string[]) => foldedRow(cells, columns, widths);
  const rule = ruleLine(ends.at(-1)!);
  const lines = treeRows(data.layers, columns, '').flatMap(row);
  const total = (label: string, of: SummaryData['total']) =>
    of ? [`${label}: ${formatCount(of.parameters)} (${formatBytes(of.bytes)})`] : [];
  return [
    ...wrap(`${data.name}: ${modelSentence(data)}`, ends.at(-1)!, '  '),
    rule,
    ...row(columns.map(({ head }) => head)),
    rule,
    ...lines,
    rule,
    ...total('Total', data.total),
    ...total('Trainable', data.trainable),
    ...total('Not trainable', data.notTrainable),
    ...memoryLines(data, ends.at(-1)!),
  ].join('\n');
}

function treeRows(layers: readonly SummaryLayer[], columns: readonly Column[], indent: string): string[][] {
  return layers.flatMap((layer, i) => [
    columns.map(({ cell }) => cell(layer, indent === '' ? '' : `${indent}└ `, layers[i - 1]?.name ?? '')),
    ...treeRows(layer.layers ?? [], columns, `${indent}  `),
  ]);
}

/** A row of the table, of as many lines as its longest cell takes; a space stays between columns. */
function foldedRow(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
): string[] {
  const folded = cells.map((cell, i) => fold(cell, widths[i]! - 1));
  const height = Math.max(...folded.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    folded
      .map((lines, i) => {
        const text = lines[line] ?? '';
        const { align } = columns[i]!;
        return align === 'left' ? pad(text, widths[i]!) : `${pad(text, widths[i]! - 1, 'right')} `;
      })
      .join('')
      .trimEnd(),
  );
}

function fold(text: string, width: number): string[] {
  const indent = ' '.repeat(text.length - text.trimStart().length);
  return wrap(text.trimStart(), width, indent).flatMap((part, i) => {
    const line = i === 0 ? indent + part : part;
    const lines: string[] = [];
    let rest = '';
    for (const character of line) {
      if (textWidth(rest + character) > width) {
        lines.push(rest);
        rest = '';
      }
      rest += character;
    }
    return [...lines, rest];
  });
}
