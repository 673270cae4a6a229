import { accessSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import { AtomicWriter } from '../support/atomic-writer.js';
import { ValueError } from '../support/errors.js';
import { mapStructure, type Nested } from '../support/structure.js';
import type { Element } from './element.js';
import { HostTensor } from './host-tensor.js';
import type { Stream } from './stream.js';

/** How elements are packed; TensorFlow's name. */
export type Compression = 'GZIP' | null;

/**
 * First bytes of a file of elements. Behind them, for each, come its length and its CRC-32 (uint32 both) and its serialized
 * values; at the end 0 and the number of elements.
 */
const MAGIC = { plain: Buffer.from('cellgrad-cache-2\n'), packed: Buffer.from('cellgrad-cache-2z') };

/** Writes elements into a file, which gets its name when it is whole. `where` is for errors. */
export class ElementWriter {
  readonly #where: string;
  readonly #file: AtomicWriter;
  readonly #packed: boolean;
  #count = 0;

  constructor(where: string, path: string, compression: Compression = null) {
    this.#where = where;
    this.#packed = compression === 'GZIP';
    try {
      // The writer would make a folder that is missing: here its name is a mistake.
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      throw new ValueError(`${where}: ${path}: cannot be written (${(error as Error).message}).`, {
        cause: error,
      });
    }
    this.#file = new AtomicWriter(where, path);
    this.#file.write(this.#packed ? MAGIC.packed : MAGIC.plain);
  }

  write(element: Element): void {
    if (!this.#file.isOpen) return;
    const values = serialize(mapStructure(element, (leaf) => plain(this.#where, leaf)));
    const bytes = this.#packed ? gzipSync(values) : values;
    this.#head(bytes.length, crc32(bytes));
    this.#file.write(bytes);
    this.#count += 1;
  }

  #head(length: number, sum: number): void {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(length);
    head.writeUInt32LE(sum, 4);
    this.#file.write(head);
  }

  /** Closes the file; one that is not whole goes. */
  end(whole: boolean): void {
    if (!this.#file.isOpen) return;
    if (!whole) {
      this.#file.abort();
      return;
    }
    this.#head(0, this.#count);
    this.#file.commit();
  }
}

interface PlainTensor {
  readonly values: HostTensor['values'];
  readonly shape: readonly number[];
  readonly dtype: HostTensor['dtype'];
}

function plain(where: string, leaf: unknown): Tagged {
  if (!(leaf instanceof HostTensor)) throw new ValueError(`${where}: expected tensors; received a dataset.`);
  const { values, shape, dtype } = leaf;
  // Views into columns would be written with all of their memory.
  return new Tagged({ values: Array.isArray(values) ? values : values.slice(), shape, dtype });
}

/** A leaf for mapStructure; serialized as its one field. */
class Tagged {
  constructor(readonly tensor: PlainTensor) {}
}

/** The elements of a file, `expected` ones where that is known. `fix` says what to do about one that is damaged. */
export function readElements(where: string, path: string, fix: string, expected?: number): Stream<Element> {
  let file: number | undefined = openSync(path, 'r');
  const damaged = (what: string) =>
    new ValueError(`${where}: ${path}: expected a file of elements; received ${what}.`, { fix });
  const { size } = fstatSync(file);
  const read = (length: number): Buffer => {
    if (length > size) throw damaged(`an element of ${length} bytes in ${size}`);
    const bytes = Buffer.alloc(length);
    if (file === undefined || readSync(file, bytes, 0, length, null) < length)
      throw damaged('one that ends before its end');
    return bytes;
  };
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  let packed: boolean;
  try {
    const first = read(Math.min(size, MAGIC.plain.length));
    packed = first.equals(MAGIC.packed);
    if (!packed && !first.equals(MAGIC.plain)) throw damaged('other first bytes');
  } catch (error) {
    close();
    throw error;
  }
  let count = 0;
  return {
    next() {
      if (file === undefined) return null;
      const head = read(8);
      const [length, sum] = [head.readUInt32LE(), head.readUInt32LE(4)];
      if (length === 0) {
        if (sum !== count || count !== (expected ?? count))
          throw damaged(`${count} of ${expected ?? sum} elements`);
        close();
        return null;
      }
      const bytes = read(length);
      if (crc32(bytes) !== sum) throw damaged(`other bytes than were written, in element ${count}`);
      count += 1;
      return restore(deserialize(packed ? gunzipSync(bytes) : bytes));
    },
    close,
  };
}

/** Serializing drops the class of a {@link Tagged}: what has the three fields of a tensor is one. */
function restore(value: unknown): Element {
  if (Array.isArray(value)) return value.map(restore);
  const fields = value as { readonly tensor?: PlainTensor } & Readonly<Record<string, unknown>>;
  if (fields.tensor && ArrayBuffer.isView(fields.tensor.values) === !Array.isArray(fields.tensor.values)) {
    const { values, shape, dtype } = fields.tensor;
    return new HostTensor(values, shape, dtype);
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, item]) => [key, restore(item)]),
  ) as Nested<HostTensor>;
}
