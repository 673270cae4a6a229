import { ValueError } from '../support/errors.js';

/** A value of a pickle: what data sets have in theirs. Bytes are Uint8Array, dictionaries have texts as keys. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<string, PickleValue>
  | PickledArray
  | PickledType
  | Global;

/** An array of numpy's. `data` are its bytes, or its items where it is an array of objects. */
export class PickledArray {
  shape: readonly number[] = [];
  type = '';
  fortran = false;
  data: Uint8Array | PickleValue[] = [];
}

/** A dtype of numpy's: '<f8', '|u1', '|O'. */
export class PickledType {
  order = '|';
  constructor(readonly code: string) {}

  toString(): string {
    return `${this.order}${this.code}`;
  }
}

/** A name of a module. Nothing but those of {@link GLOBALS} is known, and none of them runs anything. */
class Global {
  constructor(readonly name: string) {}
}

/** All that numpy's arrays need. */
const GLOBALS = [
  'numpy.core.multiarray _reconstruct',
  'numpy._core.multiarray _reconstruct',
  'numpy ndarray',
  'numpy dtype',
  '_codecs encode',
];

const MARK = Symbol('mark');
type Slot = PickleValue | typeof MARK;

/**
 * Reads a pickle (protocols 2 to 4) of numbers, texts, bytes, lists, dictionaries and arrays of numpy's. Any other class
 * or function is refused: nothing in a pickle runs.
 *
 * @throws ValueError when it is damaged or asks for something else
 * @see https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
export function readPickle(bytes: Uint8Array, where: string): PickleValue {
  try {
    return new Reader(bytes).read();
  } catch (cause) {
    const why = cause instanceof RangeError ? 'it ends before it should' : (cause as Error).message;
    throw new ValueError(`${where}: expected a pickle of numbers, texts and arrays; ${why}.`, {
      fix: 'the file is damaged or another one: delete it and get it again.',
      cause,
    });
  }
}

class Reader {
  readonly #bytes: Buffer;
  readonly #stack: Slot[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  read(): PickleValue {
    for (;;) {
      const code = String.fromCharCode(this.#bytes.readUInt8(this.#at++));
      if (code === '.') return this.#pop();
      this.#run(code);
    }
  }

  #run(code: string): void {
    const stack = this.#stack;
    const bytes = this.#bytes;
    switch (code) {
      case '\x80':
        if (this.#byte() > 5) throw new Error('its protocol is newer');
        return;
      case '\x95':
        this.#take(8);
        return;
      case 'K':
        stack.push(this.#byte());
        return;
      case 'M':
        stack.push(bytes.readUInt16LE(this.#skip(2)));
        return;
      case 'J':
        stack.push(bytes.readInt32LE(this.#skip(4)));
        return;
      case '\x8a':
        stack.push(long(this.#take(this.#byte())));
        return;
      case 'G':
        stack.push(bytes.readDoubleBE(this.#skip(8)));
        return;
      case 'N':
        stack.push(null);
        return;
      case '\x88':
      case '\x89':
        stack.push(code === '\x88');
        return;
      // What Python 2 calls a string may be bytes.
      case 'U':
      case 'C':
        stack.push(this.#take(this.#byte()));
        return;
      case 'T':
      case 'B':
        stack.push(this.#take(this.#length()));
        return;
      case '\x8c':
        stack.push(this.#take(this.#byte()).toString());
        return;
      case 'X':
        stack.push(this.#take(this.#length()).toString());
        return;
      case '(':
        stack.push(MARK);
        return;
      case ']':
      case ')':
        stack.push([]);
        return;
      case '}':
        stack.push(new Map());
        return;
      case 'a': {
        const item = this.#pop();
        this.#list().push(item);
        return;
      }
      case 'e': {
        const items = this.#marked();
        const list = this.#list();
        for (const item of items) list.push(item);
        return;
      }
      case 't':
        stack.push(this.#marked());
        return;
      case '\x85':
      case '\x86':
      case '\x87': {
        const count = code.charCodeAt(0) - 0x84;
        if (stack.length < count) throw new Error('a tuple has too few items');
        const items = stack.splice(stack.length - count);
        if (items.includes(MARK)) throw new Error('a tuple has too few items');
        stack.push(items as PickleValue[]);
        return;
      }
      case 's':
      case 'u': {
        const items = code === 'u' ? this.#marked() : [this.#pop(), this.#pop()].reverse();
        const dictionary = this.#top();
        if (!(dictionary instanceof Map) || items.length % 2 !== 0)
          throw new Error('a dictionary is damaged');
        for (let i = 0; i < items.length; i += 2) dictionary.set(textOf(items[i]!), items[i + 1]!);
        return;
      }
      case 'q':
        this.#memo.set(this.#byte(), this.#top());
        return;
      case 'r':
        this.#memo.set(this.#length(), this.#top());
        return;
      case '\x94':
        this.#memo.set(this.#memo.size, this.#top());
        return;
      case 'h':
        stack.push(this.#known(this.#byte()));
        return;
      case 'j':
        stack.push(this.#known(this.#length()));
        return;
      case 'c':
        stack.push(globalOf(this.#line(), this.#line()));
        return;
      case '\x93': {
        const name = textOf(this.#pop());
        stack.push(globalOf(textOf(this.#pop()), name));
        return;
      }
      case 'R': {
        const args = this.#pop();
        stack.push(call(this.#pop(), args));
        return;
      }
      case 'b': {
        const state = this.#pop();
        build(this.#top(), state);
        return;
      }
      default:
        throw new Error(`the code 0x${code.charCodeAt(0).toString(16)} is none of them`);
    }
  }

  #byte(): number {
    return this.#bytes.readUInt8(this.#skip(1));
  }

  #length(): number {
    return this.#bytes.readUInt32LE(this.#skip(4));
  }

  #skip(count: number): number {
    this.#at += count;
    return this.#at - count;
  }

  #take(count: number): Buffer {
    const from = this.#skip(count);
    if (this.#at > this.#bytes.length) throw new RangeError();
    return this.#bytes.subarray(from, this.#at);
  }

  #line(): string {
    const end = this.#bytes.indexOf(10, this.#at);
    if (end < 0) throw new RangeError();
    const line = this.#take(end - this.#at).toString();
    this.#at += 1;
    return line;
  }

  #pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw new Error('a value is missing');
    return value;
  }

  #top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined || value === MARK) throw new Error('a value is missing');
    return value;
  }

  #list(): PickleValue[] {
    const list = this.#top();
    if (!Array.isArray(list)) throw new Error('a list is damaged');
    return list;
  }

  #marked(): PickleValue[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw new Error('a mark is missing');
    const items = this.#stack.splice(mark);
    return items.slice(1) as PickleValue[];
  }

  #known(number: number): PickleValue {
    const value = this.#memo.get(number);
    if (value === undefined) throw new Error(`it refers to ${number}, which is not there`);
    return value;
  }
}

function globalOf(module: string, name: string): Global {
  const full = `${module} ${name}`;
  if (GLOBALS.includes(full)) return new Global(full);
  throw new Error(`it asks for ${module}.${name}, which is refused`);
}

function call(fn: PickleValue, args: PickleValue): PickleValue {
  if (!(fn instanceof Global) || !Array.isArray(args)) throw new Error('a call is damaged');
  if (fn.name.endsWith('_reconstruct')) return new PickledArray();
  if (fn.name === 'numpy dtype') return new PickledType(textOf(args[0] ?? null));
  if (fn.name === '_codecs encode') return Buffer.from(textOf(args[0] ?? null), 'latin1');
  throw new Error(`a call of ${fn.name} is refused`);
}

/** What `__setstate__` of numpy's classes does. */
function build(target: PickleValue, state: PickleValue): void {
  if (!Array.isArray(state)) throw new Error('a state is damaged');
  if (target instanceof PickledType) {
    const order = state[1];
    if (typeof order === 'string' || order instanceof Uint8Array) target.order = textOf(order);
    return;
  }
  const [, shape, type, fortran, data] = state;
  const isShape =
    Array.isArray(shape) && shape.every((size) => Number.isInteger(size) && (size as number) >= 0);
  if (!(target instanceof PickledArray) || !isShape || !(type instanceof PickledType))
    throw new Error('an array is damaged');
  if (!(data instanceof Uint8Array || Array.isArray(data))) throw new Error('an array has no data');
  target.shape = shape as number[];
  target.type = type.toString();
  target.fortran = fortran === true;
  target.data = data;
}

function textOf(value: PickleValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  throw new Error('a name is no text');
}

/** Little-endian, two's complement. */
function long(bytes: Buffer): number {
  if (bytes.length === 0) return 0;
  if (bytes.length > 6) throw new Error(`an integer has ${bytes.length} bytes`);
  return bytes.readIntLE(0, bytes.length);
}
