import { accessSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { AtomicWriter } from '../support/atomic-writer.js';
import { ValueError } from '../support/errors.js';
import { mapStructure, type Nested } from '../support/structure.js';
import type { Element } from './element.js';
import { HostTensor } from './host-tensor.js';
import type { Stream } from './stream.js';

/** First bytes of a file of elements; behind them, for each, its length (uint32) and its serialized values. */
const MAGIC = Buffer.from('cellgrad-cache-1\n');

/** Writes elements into a file, which gets its name when it is whole. `where` is for errors. */
export class ElementWriter {
  readonly #where: string;
  readonly #file: AtomicWriter;

  constructor(where: string, path: string) {
    this.#where = where;
    try {
      // The writer would make a folder that is missing: here its name is a mistake.
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      throw new ValueError(`${where}: ${path}: cannot be written (${(error as Error).message}).`, {
        cause: error,
      });
    }
    this.#file = new AtomicWriter(where, path);
    this.#file.write(MAGIC);
  }

  write(element: Element): void {
    if (!this.#file.isOpen) return;
    const bytes = serialize(mapStructure(element, (leaf) => plain(this.#where, leaf)));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.#file.write(length);
    this.#file.write(bytes);
  }

  /** Closes the file; one that is not whole goes. */
  end(whole: boolean): void {
    if (!this.#file.isOpen) return;
    if (whole) this.#file.commit();
    else this.#file.abort();
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

/** The elements of a file. `fix` says what to do about one that is damaged. */
export function readElements(where: string, path: string, fix: string): Stream<Element> {
  let file: number | undefined = openSync(path, 'r');
  const damaged = (what: string) =>
    new ValueError(`${where}: ${path}: expected a file of elements; received ${what}.`, { fix });
  const { size } = fstatSync(file);
  const read = (length: number): Buffer | null => {
    if (length > size) throw damaged(`an element of ${length} bytes in ${size}`);
    const bytes = Buffer.alloc(length);
    const count = file === undefined ? 0 : readSync(file, bytes, 0, length, null);
    if (count === 0) return null;
    if (count < length) throw damaged('one that ends in the middle of an element');
    return bytes;
  };
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  if (!read(MAGIC.length)?.equals(MAGIC)) {
    close();
    throw damaged('other first bytes');
  }
  return {
    next() {
      const length = read(4)?.readUInt32LE();
      if (length === undefined) {
        close();
        return null;
      }
      const bytes = read(length);
      if (bytes === null) throw damaged('one that ends in the middle of an element');
      try {
        return restore(deserialize(bytes));
      } catch (error) {
        throw damaged(`bytes that are no element (${(error as Error).message})`);
      }
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
