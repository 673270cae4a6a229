import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { ValueError } from '../../support/errors.js';
import { mapStructure, type Nested } from '../../support/structure.js';
import { type Element, toHost } from '../element.js';
import { HostTensor } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { chain, type Stream } from '../stream.js';

/** First bytes of a cache file; behind them, for each element, its length (uint32) and its serialized values. */
const MAGIC = Buffer.from('cellgrad-cache-1\n');

/** Keeps the elements of the first complete reading in a file; later readings, also of later runs, take them there. */
export function cacheFile(input: Stage<Element>, path: string): Stage<Element> {
  return {
    name: 'cache',
    details: path,
    cardinality: input.cardinality,
    spec: input.spec,
    open: () => (existsSync(path) ? readFrom(path) : writeTo(path, input.open())),
  };
}

function writeTo(path: string, stream: Stream<Element>): Stream<Element> {
  // Only a complete cache gets its name: a reading that stops early leaves none.
  const part = `${path}.${process.pid}.part`;
  let file: number | undefined = openSync(part, 'w');
  writeSync(file, MAGIC);
  const end = (complete: boolean) => {
    if (file === undefined) return;
    closeSync(file);
    file = undefined;
    if (complete) renameSync(part, path);
    else rmSync(part, { force: true });
  };
  const remember = (element: Element): Element => {
    const bytes = serialize(mapStructure(element, plain));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    if (file !== undefined) {
      writeSync(file, length);
      writeSync(file, bytes);
    }
    return element;
  };
  return {
    next: () =>
      chain(stream.next(), (element) => {
        if (element !== null) return chain(toHost(element) as Element, remember);
        end(true);
        return null;
      }),
    close() {
      end(false);
      return stream.close?.();
    },
  };
}

interface PlainTensor {
  readonly values: HostTensor['values'];
  readonly shape: readonly number[];
  readonly dtype: HostTensor['dtype'];
}

function plain(leaf: unknown): Tagged {
  if (!(leaf instanceof HostTensor))
    throw new ValueError('Dataset.cache: expected tensors; received a dataset.');
  const { values, shape, dtype } = leaf;
  // Views into columns would be written with all of their memory.
  return new Tagged({ values: Array.isArray(values) ? values : values.slice(), shape, dtype });
}

/** A leaf for mapStructure; serialized as its one field. */
class Tagged {
  constructor(readonly tensor: PlainTensor) {}
}

function readFrom(path: string): Stream<Element> {
  let file: number | undefined = openSync(path, 'r');
  const damaged = (what: string) =>
    new ValueError(`Dataset.cache: ${path}: expected a cache file; received ${what}.`, {
      fix: 'delete the file, and it is made anew',
    });
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
