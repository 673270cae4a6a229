/** The minus sign of shown numbers: as wide as a digit, unlike the hyphen. */
export const MINUS = '\u2212';

/** What stands where there is no value. */
export const NOTHING = '\u2013';

/** Puts U+2212 in front instead of the hyphen; the exponent keeps its hyphen so that it can be pasted. */
function signed(text: string): string {
  return text.startsWith('-') ? MINUS + text.slice(1) : text;
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '∞';
  if (value === -Infinity) return `${MINUS}∞`;
  return undefined;
}

function withSeparators(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A number with that many decimals and thousands separators: `1,234.50`. Negative zero loses its sign. */
export function formatFixed(value: number, decimals: number): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  const text = withSeparators(value.toFixed(decimals));
  return signed(/[1-9]/.test(text) ? text : text.replace('-', ''));
}

/** A count: `60,000`. */
export function formatCount(value: number): string {
  return formatFixed(Math.round(value), 0);
}

function exponential(value: number, digits: number): string {
  return signed(value.toExponential(digits - 1).replace(/\.?0*e\+?/, 'e'));
}

/** A single value with 4 significant digits and no idle zeros: `0.2028`, `0.0015`, `4,215`, `1.5e-7`. */
export function formatSignificant(value: number, digits = 4): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e12) return exponential(value, digits);
  const magnitude = Math.floor(Math.log10(size));
  const text = value.toFixed(Math.min(Math.max(0, digits - 1 - magnitude), 12));
  return signed(withSeparators(text.includes('.') ? text.replace(/\.?0+$/, '') : text));
}

/**
 * How many decimals a column of numbers needs: 4, or as many as give the smallest value 2 significant digits,
 * at most 6; a column of thousands needs 2, one of hundred thousands none.
 */
export function columnDecimals(values: Iterable<number>, base = 4): number {
  let smallest = Infinity;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > 0 && size < smallest) smallest = size;
  }
  if (smallest === Infinity) return base;
  if (smallest >= 1e5) return 0;
  if (smallest >= 1e3) return Math.min(base, 2);
  return Math.min(6, Math.max(base, 1 - Math.floor(Math.log10(smallest))));
}

/** One number of a column with that many decimals; what would show fewer than 2 of its digits is `1.5e-7`. */
export function formatInColumn(value: number, decimals: number): string {
  const size = Math.abs(value);
  const tooSmall = size > 0 && decimals >= 6 && size < 10 ** (1 - decimals);
  if (tooSmall || (size >= 1e12 && Number.isFinite(value))) return exponential(value, 2);
  // What is not 0 is not shown as 0 beside large values.
  if (size > 0 && size < 0.5 * 10 ** -decimals) return formatSignificant(value, 2);
  return formatFixed(value, decimals);
}

/** A speed: `4,215`, `8.3`. */
export function formatSpeed(perSecond: number): string {
  return perSecond >= 100 ? formatCount(perSecond) : formatSignificant(perSecond, 2);
}

/** A share of 1 with one decimal: `8.4 %`. */
export function formatShare(share: number): string {
  return `${formatFixed(share * 100, 1)} %`;
}

/** A share of 1 with 3 significant digits: `100 %`, `99.0 %`, `62.2 %`. */
export function formatProbability(share: number): string {
  const percent = share * 100;
  return `${formatFixed(percent, percent >= 99.95 ? 0 : percent >= 9.995 ? 1 : 2)} %`;
}
