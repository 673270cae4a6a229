/** Where the boxes and the corners of the arrows of a graph stand, in units of boxes. */
export interface GraphLayout {
  /** Row of each node, the inputs in row 0. */
  readonly rows: readonly number[];
  /** Horizontal middle of each node, in pixels from the left edge. */
  readonly x: readonly number[];
  /** The arrows as points; between rows that are not neighbours they keep clear of the boxes. */
  readonly paths: readonly (readonly { readonly x: number; readonly row: number }[])[];
  readonly width: number;
  readonly height: number;
}

const GAP = 24;
/** Room for an arrow that passes a row. */
const PASSAGE = 12;

interface Slot {
  /** Node, or -1 for an arrow that passes. */
  readonly node: number;
  readonly width: number;
  readonly above: Slot[];
  row: number;
  x: number;
}

/**
 * Layered layout: each node stands below everything that feeds it; within a row nodes stand under the mean of those
 * above them (Sugiyama's method with one sweep, enough for networks).
 */
export function layoutGraph(
  nodes: number,
  edges: readonly (readonly [from: number, to: number])[],
  boxWidth: number,
): GraphLayout {
  const rows = depths(nodes, edges);
  const height = nodes > 0 ? Math.max(...rows) + 1 : 0;
  const slots = rows.map((row, node): Slot => ({ node, width: boxWidth, above: [], row, x: 0 }));
  const levels: Slot[][] = Array.from({ length: height }, () => []);
  for (const slot of slots) levels[slot.row]!.push(slot);
  const passages = new Map<string, Slot>();
  const chains = edges.map(([from, to]) => {
    const chain = [slots[from]!];
    for (let row = rows[from]! + 1; row < rows[to]!; row++) {
      // Arrows from one box share their way as far as it goes.
      const known = passages.get(`${from}:${row}`);
      const passage = known ?? { node: -1, width: PASSAGE, above: [chain.at(-1)!], row, x: 0 };
      if (!known) levels[row]!.push(passage);
      passages.set(`${from}:${row}`, passage);
      chain.push(passage);
    }
    slots[to]!.above.push(chain.at(-1)!);
    chain.push(slots[to]!);
    return chain;
  });
  for (const level of levels) placeRow(level);
  const widths = levels.map((level) => level.reduce((sum, slot) => sum + slot.width + GAP, -GAP));
  const width = Math.max(boxWidth, ...widths);
  for (const slot of levels.flat()) slot.x += width / 2;
  return {
    rows,
    x: slots.map(({ x }) => x),
    paths: chains.map((chain) => chain.map(({ x, row }) => ({ x, row }))),
    width,
    height,
  };
}

/** The longest way from an input to each node. Arrows lead from earlier nodes to later ones. */
function depths(nodes: number, edges: readonly (readonly [number, number])[]): number[] {
  const rows = new Array<number>(nodes).fill(0);
  for (const [from, to] of [...edges].sort((a, b) => a[1] - b[1])) {
    if (from < to) rows[to] = Math.max(rows[to]!, rows[from]! + 1);
  }
  return rows;
}

/** Orders a row by the mean place of what is above, and centres it around 0. */
function placeRow(level: Slot[]): void {
  const wish = (slot: Slot) =>
    slot.above.length === 0 ? 0 : slot.above.reduce((sum, { x }) => sum + x, 0) / slot.above.length;
  const order = new Map(level.map((slot, index) => [slot, index]));
  level.sort((a, b) => wish(a) - wish(b) || order.get(a)! - order.get(b)!);
  const whole = level.reduce((sum, slot) => sum + slot.width + GAP, -GAP);
  let left = -whole / 2;
  for (const slot of level) {
    slot.x = left + slot.width / 2;
    left += slot.width + GAP;
  }
}
