import { ValueError } from '../support/errors.js';

const BLOCK = 512;

/**
 * The files in a tar archive (POSIX ustar), by their names; the bytes share the memory. Folders and links are left out.
 *
 * @throws ValueError when it is damaged
 */
export function readTar(bytes: Uint8Array, where: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length; ) {
    if (at + BLOCK > bytes.length) throw damaged(where, 'it ends in the middle of a header');
    const head = bytes.subarray(at, at + BLOCK);
    if (head.every((byte) => byte === 0)) break;
    const size = octal(head, 124, 12);
    if (octal(head, 148, 8) !== sumOf(head)) throw damaged(where, `the sum at byte ${at} is wrong`);
    const start = at + BLOCK;
    if (!(start + size <= bytes.length)) throw damaged(where, `a file of ${size} bytes ends behind it`);
    const kind = head[156];
    const prefix = text(head, 345, 155);
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(head, 0, 100)}`;
    if (kind === 0 || kind === 0x30) files.set(name, bytes.subarray(start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function text(head: Uint8Array, from: number, length: number): string {
  const field = Buffer.from(head.subarray(from, from + length));
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString();
}

function octal(head: Uint8Array, from: number, length: number): number {
  return Number.parseInt(text(head, from, length).trim(), 8);
}

/** The sum of a header, its own field taken for blanks. */
function sumOf(head: Uint8Array): number {
  return head.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

function damaged(where: string, why: string): ValueError {
  return new ValueError(`${where}: expected a tar archive; ${why}.`, {
    fix: 'the file is damaged: delete it and get it again.',
  });
}
