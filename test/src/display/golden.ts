import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));

/**
 * Compares an output that people look at with its golden file. `UPDATE_GOLDEN=1` writes the file instead:
 * look at it (scripts/look.mjs draws it) before it is committed. What `ignored` matches may differ: compressed bytes
 * are not the same in every version of Node.
 */
export function assertGolden(name: string, actual: string, ignored?: RegExp): void {
  const file = path.join(FOLDER, name);
  const text = actual.endsWith('\n') ? actual : `${actual}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `golden file ${name} is missing: run with UPDATE_GOLDEN=1 and look at it`);
  const known = readFileSync(file, 'utf8');
  const compared = (whole: string) => (ignored ? whole.replace(ignored, '') : whole);
  assert.equal(compared(text), compared(known), `${name} differs from its golden file`);
}

/** The same for an SVG: what is less than a thousandth of a pixel may differ. */
export function assertGoldenSvg(name: string, svg: string): void {
  const rounded = svg.replace(/-?\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3))));
  // A line an element, so that a difference can be found.
  assertGolden(name, rounded.replaceAll('><', '>\n<'));
}

/** Names and texts of the golden files with this ending. */
export function goldens(ending: string): { readonly name: string; readonly text: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));
}

/** The columns of the widest line. */
export function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}
