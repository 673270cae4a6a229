/**
 * Positions in code: the protocol counts Unicode code points (since 5.2), JavaScript counts UTF-16 units. They
 * differ after characters outside the basic plane, such as most emoji.
 */

/** The index in UTF-16 units of the code point with this index. */
export function toUnits(code: string, points: number): number {
  let units = 0;
  for (let point = 0; point < points && units < code.length; point++) {
    units += code.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** The index in code points of this index in UTF-16 units. */
export function toPoints(code: string, units: number): number {
  let points = 0;
  for (let at = 0; at < units && at < code.length; points++) {
    at += code.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return points;
}
