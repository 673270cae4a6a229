/** Widths of the characters of a TrueType font, in units of its size. */
export interface FontMetrics {
  /** Width of a text in units of the font's size. */
  width(text: string): number;
}

/**
 * Reads the advance widths of a TrueType font (tables head, hhea, hmtx, and cmap in format 4, as the OpenType
 * specification has them). Kerning is left out: it changes a label by less than a pixel.
 */
export function readFontMetrics(file: Uint8Array): FontMetrics {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = tableOffsets(view);
  const unitsPerEm = view.getUint16(table('head') + 18);
  const count = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const glyph = characterMap(view, table('cmap'));
  const advance = (code: number) => view.getUint16(hmtx + 4 * Math.min(glyph(code), count - 1)) / unitsPerEm;
  const known = new Map<string, number>();
  return {
    width(text) {
      let sum = 0;
      for (const character of text) {
        let width = known.get(character);
        if (width === undefined) {
          width = advance(character.codePointAt(0)!);
          known.set(character, width);
        }
        sum += width;
      }
      return sum;
    },
  };
}

function tableOffsets(view: DataView): (name: string) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(entry + byte)));
    offsets.set(name, view.getUint32(entry + 8));
  }
  return (name) => {
    const offset = offsets.get(name);
    if (offset === undefined) throw new Error(`font: table ${name} is missing`);
    return offset;
  };
}

/** Characters outside of the basic plane count as the glyph for what is missing. */
function characterMap(view: DataView, cmap: number): (code: number) => number {
  const subtables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + 8 * index),
  );
  const start = subtables.find((offset) => view.getUint16(offset) === 4);
  if (start === undefined) throw new Error('font: no character map in format 4');
  const twice = view.getUint16(start + 6);
  const ends = start + 14;
  const starts = ends + twice + 2;
  const deltas = starts + twice;
  const ranges = deltas + twice;
  return (code) => {
    for (let at = 0; at < twice; at += 2) {
      if (code > view.getUint16(ends + at)) continue;
      const first = view.getUint16(starts + at);
      if (code < first) return 0;
      const range = view.getUint16(ranges + at);
      const delta = view.getUint16(deltas + at);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(ranges + at + range + 2 * (code - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
