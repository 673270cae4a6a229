/** The grounds of JupyterLab's themes. */
export const GROUNDS = ['#ffffff', '#111111'] as const;

type Color = readonly [red: number, green: number, blue: number];

function parse(color: string): Color {
  const digits = /^#(..)(..)(..)$/.exec(color)?.slice(1);
  if (digits) return digits.map((pair) => Number.parseInt(pair, 16)) as unknown as Color;
  const [red, green, blue] = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color)!.slice(1).map(Number);
  return [red!, green!, blue!];
}

/** A colour that lies with that opacity over another. */
export function over(color: string, opacity: number, ground: string): string {
  const below = parse(ground);
  const mixed = parse(color).map((part, index) => Math.round(part * opacity + below[index]! * (1 - opacity)));
  return `rgb(${mixed.join(',')})`;
}

function luminance(color: string): number {
  const [red, green, blue] = parse(color).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}
