/** A point of a plot: x and y from 0 to 1, y upwards. */
export type PlotPoint = readonly [x: number, y: number];

/** Dots of a braille character: two columns of four. */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const BLANK = 0x2800;

/** Lines through points, drawn with braille dots on a square of axes from 0 to 1. */
export function plotLines(
  lines: readonly (readonly PlotPoint[])[],
  { width = 40, height = 10 }: { readonly width?: number; readonly height?: number } = {},
): string[] {
  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  const [right, top] = [2 * width - 1, 4 * height - 1];
  const dot = (x: number, y: number) => {
    const row = cells[Math.floor((top - y) / 4)]!;
    const column = Math.floor(x / 2);
    row[column] = row[column]! | BITS[x % 2]![(top - y) % 4]!;
  };
  for (const line of lines) {
    line.forEach(([x, y], index) => {
      const [px, py] = line[index - 1] ?? [x, y];
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x - px) * right, Math.abs(y - py) * top)));
      for (let step = 0; step <= steps; step++) {
        const at = step / steps;
        dot(Math.round((px + (x - px) * at) * right), Math.round((py + (y - py) * at) * top));
      }
    });
  }
  const drawn = cells.map((row) => String.fromCharCode(...row.map((bits) => BLANK + bits)));
  const label = (row: number) => (row === 0 ? '1 ┤' : row === height - 1 ? '0 ┤' : '  │');
  return [
    ...drawn.map((row, index) => label(index) + row),
    `  └${'─'.repeat(width)}`,
    `   0${' '.repeat(width - 2)}1`,
  ];
}
