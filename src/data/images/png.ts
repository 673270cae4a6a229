import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import type { Pixels } from './pixels.js';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Channels of the colour types: grey, RGB, grey and alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const MOST_BYTES = 2 ** 26;

const inflated = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

/**
 * The pixels of a PNG file of the usual kind: 8 bits a channel, neither interlaced nor with a palette. Null for all others
 * and for damaged ones, which sharp reads or refuses: it takes several times as long for a small image.
 * See the PNG specification, third edition: https://www.w3.org/TR/png-3/.
 */
export async function decodePng(file: Uint8Array): Promise<Pixels | null> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const parts: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = 8, ended = false; !ended; ) {
    if (at + 12 > bytes.length) return null;
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return null;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, end);
    if (kind === 'IHDR') header = content;
    else if (kind === 'IDAT') parts.push(content);
    // One colour that is transparent makes another channel.
    else if (kind === 'tRNS') return null;
    ended = kind === 'IEND';
    at = end + 4;
  }
  if (header?.length !== 13) return null;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, color, ...methods] = header.subarray(8);
  const channels = CHANNELS[color!];
  if (channels === undefined || depth !== 8 || methods.some((one) => one !== 0) || width * height === 0)
    return null;
  const size = height * (width * channels + 1);
  if (size > MOST_BYTES) return null;
  const lines = await inflated(parts.length === 1 ? parts[0]! : Buffer.concat(parts), {
    maxOutputLength: size,
  }).catch(() => null);
  if (lines?.length !== size) return null;
  const made = new Uint8Array(height * width * channels);
  return unfilter(lines, made, width * channels, channels) ? { width, height, channels, bytes: made } : null;
}

/** Adds to each byte what its filter predicts from those to its left (`a`), above (`b`) and both (`c`). */
function unfilter(lines: Uint8Array, made: Uint8Array, run: number, channels: number): boolean {
  for (let from = 0, to = 0; to < made.length; from += run) {
    const filter = lines[from++]!;
    const end = to + run;
    const above = to >= run;
    if (filter === 0) made.set(lines.subarray(from, from + run), to);
    else if (filter === 1) {
      for (let i = to, k = from; i < end; i++, k++)
        made[i] = lines[k]! + (i - channels >= to ? made[i - channels]! : 0);
    } else if (filter === 2) {
      for (let i = to, k = from; i < end; i++, k++) made[i] = lines[k]! + (above ? made[i - run]! : 0);
    } else if (filter === 3 || filter === 4) {
      for (let i = to, k = from; i < end; i++, k++) {
        const inside = i - channels >= to;
        const a = inside ? made[i - channels]! : 0;
        const b = above ? made[i - run]! : 0;
        made[i] =
          lines[k]! +
          (filter === 3 ? (a + b) >> 1 : paeth(a, b, inside && above ? made[i - run - channels]! : 0));
      }
    } else return false;
    to = end;
  }
  return true;
}

/** Of the three neighbours the one that lies next to `a + b - c`. */
function paeth(a: number, b: number, c: number): number {
  const toA = Math.abs(b - c);
  const toB = Math.abs(a - c);
  const toC = Math.abs(a + b - 2 * c);
  return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
}
