import { textTable, truncate } from '../format/text.js';
import { formatList } from '../format/unit.js';
import type { ModelGraph } from './graph-data.js';

/** The text form of a model graph: one line a box, with what feeds it. */
export function graphText({ name, nodes, edges }: ModelGraph, columns: number): string {
  const from = nodes.map((_, index) =>
    edges.filter(([, to]) => to === index).map(([source]) => nodes[source]!.name),
  );
  const { lines } = textTable(
    [
      { head: 'Layer', align: 'left' },
      { head: 'Name', align: 'left' },
      { head: 'Output shape', align: 'right' },
      { head: 'From', align: 'left' },
    ],
    nodes.map((node, index) => [
      node.className,
      truncate(node.name, 28),
      node.shape,
      formatList(from[index]!),
    ]),
  );
  return [`${name}: graph`, '', ...lines.map((line) => truncate(line, Math.max(40, columns)))].join('\n');
}
