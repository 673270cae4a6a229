import { textTable, truncate } from '../format/text.js';
import { formatList } from '../format/unit.js';
import type { ModelGraph } from './graph-data.js';

/** The text form of a model graph: one line a box, with what feeds it. */
export function graphText({ name, nodes, edges }: ModelGraph, columns: number): string {
  const has = (field: 'shape' | 'dtype' | 'trains') => nodes.some((node) => node[field]);
  const extra = [
    ...(has('shape') ? [{ head: 'Output shape', align: 'right', field: 'shape' } as const] : []),
    ...(has('dtype') ? [{ head: 'Type', align: 'left', field: 'dtype' } as const] : []),
    ...(has('trains') ? [{ head: 'Weights', align: 'left', field: 'trains' } as const] : []),
  ];
  const from = nodes.map((_, index) =>
    edges.filter(([, to]) => to === index).map(([source]) => nodes[source]!.name),
  );
  const { lines } = textTable(
    [
      { head: 'Layer', align: 'left' },
      { head: 'Name', align: 'left' },
      ...extra,
      { head: 'From', align: 'left' },
    ],
    nodes.map((node, index) => [
      node.className,
      truncate([...(node.within ?? []), node.name].join(' / '), 28 - 6 * Math.max(0, extra.length - 1)),
      ...extra.map(({ field }) => node[field] ?? ''),
      formatList(from[index]!),
    ]),
  );
  return [`${name}: graph`, '', ...lines.map((line) => truncate(line, Math.max(40, columns)))].join('\n');
}
