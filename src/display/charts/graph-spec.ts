import { BLUE, GREY } from '../format/html.js';
import { textWidth, truncate } from '../format/text.js';
import { formatPlural } from '../format/unit.js';
import { chartConfig, csvData, SCHEMA, SMALL, type Spec, textMark } from './chart-style.js';
import type { GraphNode, ModelGraph, RankDirection } from './graph-data.js';
import { placeGraph } from './graph-place.js';

/** Height of a box by the number of its lines, and where these stand from its middle. */
const BOXES = [
  { height: 24, lines: [0] },
  { height: 34, lines: [-7, 8] },
  { height: 50, lines: [-15, 0, 15] },
] as const;
/** Characters of a box's lines. */
const LONGEST = 34;
const LINES = ['first', 'second', 'third'] as const;
const HEADS: Readonly<Record<RankDirection, string>> = {
  TB: 'triangle-down',
  BT: 'triangle-up',
  LR: 'triangle-right',
  RL: 'triangle-left',
};

/** What the lines of a box say: what it is, its name and shape, what was asked for besides. */
function boxLines(node: GraphNode, showNames: boolean): string[] {
  const { className, details, name, shape, dtype, trains } = node;
  const lines = [
    details === '' ? className : `${className} ${details}`,
    [showNames ? name : '', shape].filter(Boolean).join(': '),
    [dtype, trains].filter(Boolean).join(', '),
  ];
  return lines.map((line) => truncate(line, LONGEST));
}

/** The vega-lite specification of a model graph: boxes from the inputs on, in the direction that was asked for. */
export function graphSpec(graph: ModelGraph): Spec {
  const written = graph.nodes.map((node) => boxLines(node, graph.showLayerNames));
  const used = [0, 1, 2].filter((line) => written.some((lines) => lines[line] !== ''));
  const box = BOXES[Math.max(1, used.length) - 1]!;
  const longest = Math.max(10, ...written.flatMap((lines) => lines.map(textWidth)));
  const boxWidth = Math.round(longest * 6.4 + 20);
  const { width, height, boxes, ways, frames } = placeGraph(graph, boxWidth, box.height);
  const nodes = csvData(
    ['x', 'y', ...used.map((line) => LINES[line]!), 'layer', 'type', 'output'],
    graph.nodes.map(({ name, className, details, shape, within = [] }, index) => [
      boxes[index]!.x,
      boxes[index]!.y,
      ...used.map((line) => written[index]![line]!),
      [...within, name].join(' / '),
      details === '' ? className : `${className}, ${details}`,
      shape,
    ]),
    ['x', 'y'],
  );
  const at = (field: 'x' | 'y', size: number) => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, size], range: [0, size], nice: false, zero: false },
  });
  const text = (line: number, dy: number) => ({
    data: nodes,
    mark: textMark({ dy, ...(line === 0 ? { fontWeight: 600 } : { opacity: 0.8, fontSize: SMALL }) }),
    encoding: { text: { field: LINES[line]!, type: 'nominal' } },
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
      ...(frames.length > 0 ? frameLayers(frames) : []),
      ...(ways.length > 0 ? arrowLayers(ways, graph.rankdir) : []),
      {
        data: nodes,
        mark: {
          type: 'rect',
          width: boxWidth,
          height: box.height,
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
      ...used.map((line, i) => text(line, box.lines[i]!)),
    ],
    config: chartConfig({ grid: false }),
  };
}

type Placed = ReturnType<typeof placeGraph>;

function arrowLayers(ways: Placed['ways'], rankdir: RankDirection): Spec[] {
  const arrows = csvData(
    ['x', 'y', 'edge', 'order'],
    ways.flatMap(({ points }, edge) => points.map(({ x, y, order }) => [x, y, `e${edge}`, order])),
    ['x', 'y', 'order'],
  );
  const heads = csvData(
    ['x', 'y'],
    ways.map(({ head }) => [head.x, head.y]),
    ['x', 'y'],
  );
  return [
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
      mark: { type: 'point', shape: HEADS[rankdir], filled: true, opacity: 1, size: 36, color: GREY },
      encoding: {},
    },
  ];
}

/** A dashed frame around the boxes of each nested model that is open, with its name. */
function frameLayers(frames: Placed['frames']): Spec[] {
  const data = csvData(
    ['x', 'y', 'x2', 'y2', 'name'],
    frames.map(({ left, top, right, bottom, name }) => [left, top, right, bottom, name]),
    ['x', 'y', 'x2', 'y2'],
  );
  return [
    {
      data,
      mark: { type: 'rect', fill: null, stroke: GREY, strokeDash: [4, 3], strokeWidth: 1, cornerRadius: 4 },
      encoding: { x2: { field: 'x2' }, y2: { field: 'y2' } },
    },
    {
      data,
      mark: textMark({ align: 'left', baseline: 'top', dx: 4, dy: 3, opacity: 0.8 }),
      encoding: { text: { field: 'name', type: 'nominal' } },
    },
  ];
}
