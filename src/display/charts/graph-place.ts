import type { GraphNode, ModelGraph } from './graph-data.js';
import { layoutGraph } from './graph-layout.js';

/** A place in pixels from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The frame of a nested model whose layers are boxes. */
export interface Frame {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where everything of a model graph stands. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  /** The middle of each box. */
  readonly boxes: readonly Point[];
  /** Each arrow's corners in their order, and its head. */
  readonly ways: readonly {
    readonly points: readonly (Point & { readonly order: number })[];
    readonly head: Point;
  }[];
  readonly frames: readonly Frame[];
}

/** Room for an arrow between two boxes: it is longer where boxes stand side by side in its direction. */
const ARROW = 22;
/** From the boxes of a nested model to the frame around them, and the room above for its name. */
const MARGIN = 8;
const CAPTION = 16;

/** Turns the layered layout into the direction that was asked for. */
export function placeGraph(graph: ModelGraph, boxWidth: number, boxHeight: number): PlacedGraph {
  const { rankdir, nodes, edges } = graph;
  const upright = rankdir === 'TB' || rankdir === 'BT';
  const [across, along] = upright ? [boxWidth, boxHeight] : [boxHeight, boxWidth];
  const depth = Math.max(0, ...nodes.map(({ within }) => within?.length ?? 0));
  // Frames need room between the boxes.
  const arrow = ARROW + depth * (upright ? 2 * MARGIN + CAPTION : 2 * MARGIN);
  const layout = layoutGraph(
    nodes.length,
    edges,
    across + depth * 2 * MARGIN + (upright ? 0 : depth * CAPTION),
  );
  const step = along + arrow;
  const border = depth === 0 ? 0 : depth * (MARGIN + CAPTION);
  const length = Math.max(along, (layout.height - 1) * step + along) + 2 * border;
  const breadth = layout.width + 2 * border;
  const forwards = rankdir === 'TB' || rankdir === 'LR';
  const at = (a: number, l: number): Point => {
    const y = forwards ? l : length - l;
    return upright ? { x: a, y } : { x: y, y: a };
  };
  const middle = (row: number) => border + row * step + along / 2;
  const boxes = nodes.map((_, i) => at(border + layout.x[i]!, middle(layout.rows[i]!)));
  return {
    width: Math.round(upright ? breadth : length),
    height: Math.round(upright ? length : breadth),
    boxes,
    ways: layout.paths.map((path) => {
      const points = path.flatMap(({ x, row }, order) => {
        // An arrow leaves a box behind it and enters the next one before it; where it passes a row it runs straight.
        const enter = { ...at(border + x, middle(row) - along / 2), order: 2 * order };
        const leave = { ...at(border + x, middle(row) + along / 2), order: 2 * order + 1 };
        return [...(order === 0 ? [] : [enter]), ...(order === path.length - 1 ? [] : [leave])];
      });
      const end = path.at(-1)!;
      return { points, head: at(border + end.x, middle(end.row) - along / 2 - 3) };
    }),
    frames: framesOf(graph, boxes, boxWidth, boxHeight),
  };
}

/** Frames, the outer ones first. One that other boxes stand in would say what is not so: it is left out. */
function framesOf(
  { nodes }: ModelGraph,
  boxes: readonly Point[],
  boxWidth: number,
  boxHeight: number,
): Frame[] {
  const depth = Math.max(0, ...nodes.map(({ within }) => within?.length ?? 0));
  const paths = new Map(
    nodes.flatMap(({ within = [] }) =>
      within.map((_, i) => [JSON.stringify(within.slice(0, i + 1)), within.slice(0, i + 1)] as const),
    ),
  );
  const inner = (node: GraphNode, path: readonly string[]) =>
    path.every((name, i) => node.within?.[i] === name);
  const frames = [...paths.values()].map((path) => {
    const own = boxes.filter((_, i) => inner(nodes[i]!, path));
    const room = (depth - path.length + 1) * MARGIN;
    const frame: Frame = {
      name: path.at(-1)!,
      left: Math.min(...own.map(({ x }) => x)) - boxWidth / 2 - room,
      right: Math.max(...own.map(({ x }) => x)) + boxWidth / 2 + room,
      top: Math.min(...own.map(({ y }) => y)) - boxHeight / 2 - room - (depth - path.length + 1) * CAPTION,
      bottom: Math.max(...own.map(({ y }) => y)) + boxHeight / 2 + room,
    };
    const strangers = boxes.filter(
      ({ x, y }, i) =>
        !inner(nodes[i]!, path) &&
        x + boxWidth / 2 > frame.left &&
        x - boxWidth / 2 < frame.right &&
        y + boxHeight / 2 > frame.top &&
        y - boxHeight / 2 < frame.bottom,
    );
    return { frame, path, alone: strangers.length === 0 };
  });
  return frames
    .filter(({ alone }) => alone)
    .sort((a, b) => a.path.length - b.path.length)
    .map(({ frame }) => frame);
}
