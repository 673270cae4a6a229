/** A library of Linux with one segment and one section, as far as a look at its header goes. */
export function elf(arch: NodeJS.Architecture = process.arch): Buffer {
  const library = Buffer.alloc(256);
  library.write('\x7fELF\x02\x01', 'latin1');
  library.writeUInt16LE(arch === 'arm64' ? 183 : 62, 18);
  library.writeBigUInt64LE(64n, 32);
  library.writeBigUInt64LE(192n, 40);
  for (const [value, at] of [
    [56, 54],
    [1, 56],
    [64, 58],
    [1, 60],
  ] as const)
    library.writeUInt16LE(value, at);
  // The segment: where it begins in the file, and its length there.
  library.writeBigUInt64LE(0n, 64 + 8);
  library.writeBigUInt64LE(160n, 64 + 32);
  return library;
}
