/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Viridis at equal steps from 0 to 1 (matplotlib, CC0): brightness grows with the value, also without colours. */
const VIRIDIS: readonly Rgb[] = [
  [68, 1, 84],
  [72, 36, 117],
  [65, 68, 135],
  [53, 95, 141],
  [42, 120, 142],
  [33, 145, 140],
  [34, 168, 132],
  [68, 191, 112],
  [122, 209, 81],
  [189, 223, 38],
  [253, 231, 37],
];

/** From −1 to 1: orange, white at 0, blue. */
const DIVERGING: readonly Rgb[] = [
  [150, 66, 10],
  [224, 140, 82],
  [255, 255, 255],
  [106, 165, 214],
  [24, 85, 141],
];

function between(stops: readonly Rgb[], share: number): Rgb {
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(at));
  const [from, to] = [stops[index]!, stops[index + 1]!];
  return [0, 1, 2].map((part) => Math.round(from[part]! + (to[part]! - from[part]!) * (at - index))) as never;
}

/** The colour of a share from 0 to 1, dark to bright. What is not finite is grey. */
export function sequentialColor(share: number): Rgb {
  return Number.isNaN(share) ? [128, 128, 128] : between(VIRIDIS, share);
}

/** The colour of a share from −1 to 1. What is not finite is grey. */
export function divergingColor(share: number): Rgb {
  return Number.isNaN(share) ? [128, 128, 128] : between(DIVERGING, (share + 1) / 2);
}
