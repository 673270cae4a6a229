import { crc32, deflateSync } from 'node:zlib';

/** Pixels of an image, row by row: 1 (grey), 3 (red, green, blue) or 4 (and opacity) bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly bytes: Uint8Array;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const COLOR_TYPE = { 1: 0, 3: 2, 4: 6 } as const;

/** Writes pixels as a PNG file: 8 bits a channel, no filter (PNG specification, third edition). */
export function encodePng({ width, height, channels, bytes }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOR_TYPE[channels]], 8);
  const line = width * channels;
  const raw = Buffer.alloc(height * (line + 1));
  for (let row = 0; row < height; row++)
    raw.set(bytes.subarray(row * line, (row + 1) * line), row * (line + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}

/** Enlarges by a whole factor without smoothing: front ends strip the style that would keep pixels sharp. */
export function enlarge({ width, height, channels, bytes }: Pixels, factor: number): Pixels {
  if (factor === 1) return { width, height, channels, bytes };
  const wide = width * factor;
  const result = new Uint8Array(wide * height * factor * channels);
  for (let y = 0; y < height * factor; y++) {
    for (let x = 0; x < wide; x++) {
      const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * channels;
      const to = (y * wide + x) * channels;
      for (let channel = 0; channel < channels; channel++) result[to + channel] = bytes[from + channel]!;
    }
  }
  return { width: wide, height: height * factor, channels, bytes: result };
}
