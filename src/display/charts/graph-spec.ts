import { BLUE, GREY } from '../format/html.js';
import { textWidth, truncate } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { chartConfig, csvData, SCHEMA, SMALL, type Spec, textMark } from './chart-style.js';
import type { ModelGraph } from './graph-data.js';
import { layoutGraph } from './graph-layout.js';

const BOX_HEIGHT = 34;
const ROW = 56;
/** Characters of a box's lines. */
const LONGEST = 34;

/** The vega-lite specification of a model graph: boxes from the inputs down to the outputs. */
export function graphSpec(graph: ModelGraph): Spec {
  const lines = graph.nodes.map(({ className, details, name, shape }) => ({
    first: truncate(details === '' ? className : `${className} ${details}`, LONGEST),
    second: truncate(shape === '' ? name : `${name}: ${shape}`, LONGEST),
  }));
  const longest = Math.max(
    10,
    ...lines.flatMap(({ first, second }) => [textWidth(first), textWidth(second)]),
  );
  const boxWidth = Math.round(longest * 6.4 + 20);
  const layout = layoutGraph(graph.nodes.length, graph.edges, boxWidth);
  const y = (row: number) => row * ROW + BOX_HEIGHT / 2;
  const nodes = csvData(
    ['x', 'y', 'first', 'second', 'layer', 'type', 'output'],
    graph.nodes.map(({ name, className, details, shape }, index) => [
      layout.x[index]!,
      y(layout.rows[index]!),
      lines[index]!.first,
      lines[index]!.second,
      name,
      details === '' ? className : `${className}, ${details}`,
      shape,
    ]),
    ['x', 'y'],
  );
  const arrows = csvData(
    ['x', 'y', 'edge', 'order'],
    layout.paths.flatMap((path, edge) =>
      path.flatMap(({ x, row }, order) => {
        // An arrow leaves a box below and enters the next one above; where it passes a row it runs straight.
        const top = order === 0 ? [] : [[x, y(row) - BOX_HEIGHT / 2, `e${edge}`, 2 * order]];
        const bottom =
          order === path.length - 1 ? [] : [[x, y(row) + BOX_HEIGHT / 2, `e${edge}`, 2 * order + 1]];
        return [...top, ...bottom] as (string | number)[][];
      }),
    ),
    ['x', 'y', 'order'],
  );
  const heads = csvData(
    ['x', 'y'],
    layout.paths.map((path) => [path.at(-1)!.x, y(path.at(-1)!.row) - BOX_HEIGHT / 2 - 3]),
    ['x', 'y'],
  );
  const width = Math.round(layout.width);
  const height = Math.max(BOX_HEIGHT, (layout.height - 1) * ROW + BOX_HEIGHT);
  const at = (field: 'x' | 'y', size: number) => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, size], range: [0, size], nice: false, zero: false },
  });
  const text = (field: string, dy: number, extra: Spec) => ({
    data: nodes,
    mark: textMark({ dy, ...extra }),
    encoding: { text: { field, type: 'nominal' } },
  });
  return {
    $schema: SCHEMA,
    description: `Graph of ${graph.name}: ${formatPlural(graph.nodes.length, 'box')}.`.replace(
      'boxs',
      'boxes',
    ),
    title: { text: graph.name },
    width,
    height,
    encoding: { x: at('x', width), y: at('y', height) },
    layer: [
      ...(graph.edges.length > 0
        ? [
            {
              data: arrows,
              mark: { type: 'line', color: GREY, strokeWidth: 1.5, interpolate: 'linear' },
              encoding: {
                detail: { field: 'edge', type: 'nominal' },
                order: { field: 'order', type: 'quantitative' },
              },
            },
            {
              data: heads,
              mark: {
                type: 'point',
                shape: 'triangle-down',
                filled: true,
                opacity: 1,
                size: 36,
                color: GREY,
              },
              encoding: {},
            },
          ]
        : []),
      {
        data: nodes,
        mark: {
          type: 'rect',
          width: boxWidth,
          height: BOX_HEIGHT,
          cornerRadius: 3,
          fill: BLUE,
          fillOpacity: 0.14,
          stroke: BLUE,
          strokeWidth: 1,
        },
        encoding: {
          tooltip: ['layer', 'type', 'output'].map((field) => ({ field, type: 'nominal' })),
        },
      },
      text('first', -7, { fontWeight: 600 }),
      text('second', 8, { opacity: 0.8, fontSize: SMALL }),
    ],
    config: chartConfig({ grid: false }),
  };
}
