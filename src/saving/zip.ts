import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { ValueError } from '../support/errors.js';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** More than this of one byte is no honest file; Keras's own rule, without its floor. */
const LARGEST_RATIO = 100;
const SMALLEST_BOUND = 2 ** 20;
const MOST_ENTRIES = 10_000;

/** A zip file's bytes with these entries, stored as they are. */
export function writeZip(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync({ ...entries }, { level: 0 });
}

/**
 * The entries of a zip file. A file with an entry that would lie outside of its folder, that is larger than it says,
 * or that unpacks to far more than it takes, is refused; so is one whose sums are wrong.
 *
 * @param where what the file is called in errors
 * @throws ValueError when it cannot be read
 */
export function readZip(bytes: Uint8Array, where: string): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { count, start } = findDirectory(view);
    const entries = new Map<string, Uint8Array>();
    let at = start;
    let unpacked = 0;
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== CENTRAL) throw new Error('its directory is damaged');
      const entry = readEntry(view, bytes, at);
      checkName(entry.name, entries);
      unpacked += entry.size;
      if (unpacked > Math.max(SMALLEST_BOUND, bytes.length * LARGEST_RATIO))
        throw new Error(`its ${bytes.length} bytes would unpack to ${unpacked}`);
      // A folder has no bytes.
      if (!entry.name.endsWith('/')) entries.set(entry.name, unpack(view, bytes, entry));
      at = entry.next;
    }
    return entries;
  } catch (cause) {
    const why = cause instanceof RangeError ? 'it ends before it should' : (cause as Error).message;
    throw new ValueError(`${where}: expected a zip file that can be read; ${why}.`, {
      fix: 'the file is damaged: get it again, or save it again',
      cause,
    });
  }
}

/** The directory is at the end, with a comment of at most 64 KiB behind it. */
function findDirectory(view: DataView): { readonly count: number; readonly start: number } {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    if (start === 0xffffffff) throw new Error('it is larger than 4 GiB, which is not read here');
    if (count > MOST_ENTRIES) throw new Error(`it has ${count} entries`);
    return { count, start };
  }
  throw new Error('it has no directory');
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
  readonly next: number;
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): Entry {
  const nameLength = view.getUint16(at + 28, true);
  const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if ((view.getUint16(at + 8, true) & 1) !== 0) throw new Error('it is encrypted');
  return {
    name: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    local: view.getUint32(at + 42, true),
    next: at + 46 + nameLength + rest,
  };
}

function checkName(name: string, known: ReadonlyMap<string, unknown>): void {
  if (name === '' || /^[/\\]|^[a-z]:|\0/i.test(name) || name.split(/[/\\]/).includes('..'))
    throw new Error(`its entry '${name}' lies outside of the file's folder`);
  if (known.has(name)) throw new Error(`it has two entries named '${name}'`);
}

function unpack(view: DataView, bytes: Uint8Array, entry: Entry): Uint8Array {
  const { name, local, packed, size } = entry;
  if (view.getUint32(local, true) !== LOCAL) throw new Error(`its entry '${name}' is not where it should be`);
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packed > bytes.length)
    throw new Error(`its entry '${name}' says that it is longer than the file`);
  const content = contentOf(entry, bytes.subarray(from, from + packed));
  if (content.length !== size) throw new Error(`its entry '${name}' has another size than it says`);
  if (crc32(content) !== entry.crc) throw new Error(`the sum of its entry '${name}' is wrong`);
  return content;
}

function contentOf({ name, method, size }: Entry, content: Uint8Array): Uint8Array {
  if (method === STORED) return content;
  if (method !== DEFLATED) throw new Error(`its entry '${name}' is packed by method ${method}`);
  return Uint8Array.from(inflateRawSync(content, { maxOutputLength: Math.max(1, size) }));
}
