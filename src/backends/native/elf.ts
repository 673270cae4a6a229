import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The number of a processor in the header of a library that is built for it. */
const MACHINES: Partial<Record<NodeJS.Architecture, number>> = { x64: 62, arm64: 183 };

/** Bytes of the header, and of the description of a segment. */
const [HEADER, SEGMENT] = [64, 56];

/**
 * Why a library of Linux (ELF) would not load, as far as its header and its length say; undefined where they say nothing.
 * The system itself ends a process that touches what a file with its end missing should have.
 * See https://man7.org/linux/man-pages/man5/elf.5.html.
 */
export function elfFault(path: string, arch: NodeJS.Architecture = process.arch): string | undefined {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const header = Buffer.alloc(HEADER);
    const got = readSync(file, header, 0, HEADER, 0);
    // 2: 64 bits; 1: the lowest byte first.
    if (got < HEADER || header.toString('latin1', 0, 6) !== '\x7fELF\x02\x01')
      return 'is not a library of 64-bit Linux';
    const machine = MACHINES[arch];
    if (machine !== undefined && header.readUInt16LE(18) !== machine)
      return `is built for another processor than ${arch}`;
    const segments = Buffer.alloc(header.readUInt16LE(56) * SEGMENT);
    const start = Number(header.readBigUInt64LE(32));
    if (readSync(file, segments, 0, segments.length, start) < segments.length) return LACKS_ITS_END;
    const sections = header.readUInt16LE(58) * header.readUInt16LE(60);
    const ends = [Number(header.readBigUInt64LE(40)) + sections];
    for (let at = 0; at < segments.length; at += SEGMENT)
      ends.push(Number(segments.readBigUInt64LE(at + 8) + segments.readBigUInt64LE(at + 32)));
    return Math.max(...ends) > size ? LACKS_ITS_END : undefined;
  } finally {
    closeSync(file);
  }
}

const LACKS_ITS_END = 'lacks its end';
