import type { Pixels } from './pixels.js';

/** True for the first bytes of a BMP file. */
export function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}

/**
 * Reads a BMP file without compression, of 8 (grey or a palette), 24 or 32 bits a pixel: sharp reads none.
 *
 * @throws Error when it is another one, or damaged
 */
export function decodeBmp(file: Uint8Array): Pixels {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 54) throw new Error(`a BMP file has at least 54 bytes, it has ${file.length}`);
  const start = view.getUint32(10, true);
  const headerSize = view.getUint32(14, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const height = Math.abs(signedHeight);
  // Bit fields (3) of 32 bits are the same in the order that everybody writes.
  if ((compression !== 0 && !(compression === 3 && bits === 32)) || ![8, 24, 32].includes(bits))
    throw new Error(`a BMP file of ${bits} bits with the compression ${compression} is not read here`);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (width <= 0 || height === 0 || start + stride * height > file.length)
    throw new Error(`a BMP file of ${file.length} bytes does not hold ${width} x ${height} pixels`);
  const size = bits / 8;
  const colours = 14 + headerSize;
  const row = (y: number) => start + stride * (signedHeight < 0 ? y : height - 1 - y);
  const channels = bits === 32 ? 4 : 3;
  const bytes = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = row(y); x < width; x++, from += size, to += channels) {
      const at = bits === 8 ? colours + 4 * file[from]! : from;
      bytes[to] = file[at + 2] ?? 0;
      bytes[to + 1] = file[at + 1] ?? 0;
      bytes[to + 2] = file[at] ?? 0;
      if (channels === 4) bytes[to + 3] = file[from + 3]!;
    }
  }
  return { width, height, channels, bytes };
}
