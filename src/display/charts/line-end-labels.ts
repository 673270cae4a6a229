/** Labels at line ends nearer than that many pixels would run into each other. */
const NEAREST = 13;

/**
 * Vertical offsets in pixels that keep the labels at the ends of lines apart. Only here are all values known:
 * vega-lite cannot move labels itself.
 *
 * `ends` are the values at the line ends, `low` and `high` the range that the axis shows over `height` pixels.
 */
export function labelOffsets(ends: readonly number[], low: number, high: number, height: number): number[] {
  const span = high - low;
  if (!(span > 0)) return ends.map((_, index) => index * NEAREST);
  const places = ends.map((value, index) => ({ index, at: ((high - value) / span) * height }));
  places.sort((a, b) => a.at - b.at);
  const wanted = places.map(({ at }) => at);
  const placed = spread(wanted);
  const offsets = ends.map(() => 0);
  places.forEach(({ index, at }, order) => {
    offsets[index] = Math.round((placed[order]! - at) * 10) / 10;
  });
  return offsets;
}

/** Moves sorted positions apart as little as possible: groups that touch are centred on their mean. */
function spread(wanted: readonly number[]): number[] {
  const groups: { sum: number; count: number }[] = [];
  const start = ({ sum, count }: { sum: number; count: number }) => sum / count - ((count - 1) * NEAREST) / 2;
  for (const at of wanted) {
    groups.push({ sum: at, count: 1 });
    while (groups.length > 1) {
      const last = groups.at(-1)!;
      const before = groups.at(-2)!;
      if (start(last) - (start(before) + (before.count - 1) * NEAREST) >= NEAREST) break;
      groups.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  return groups.flatMap((group) =>
    Array.from({ length: group.count }, (_, index) => start(group) + index * NEAREST),
  );
}

/** The ends of an axis with about `count` ticks over these values, rounded outwards as d3 does it. */
export function niceRange(values: readonly number[], count = 5): readonly [low: number, high: number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  let low = finite.reduce((a, b) => Math.min(a, b));
  let high = finite.reduce((a, b) => Math.max(a, b));
  if (low === high) return [low, high];
  for (let round = 0; round < 2; round++) {
    const raw = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(raw));
    const error = raw / power;
    const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.sqrt(2) ? 2 : 1;
    const step = factor * power;
    low = Math.floor(low / step) * step;
    high = Math.ceil(high / step) * step;
  }
  return [low, high];
}
