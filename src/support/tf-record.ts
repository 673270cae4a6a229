import { maskedCrc32c } from './crc32c.js';
import { ValueError } from './errors.js';

/** Length and its sum in front of the content, the content's sum behind it. */
const HEAD = 12;
const FOOT = 4;

/** A record of a TFRecord file. See https://www.tensorflow.org/tutorials/load_data/tfrecord. */
export function frameRecord(content: Uint8Array): Buffer {
  const framed = Buffer.alloc(HEAD + content.length + FOOT);
  framed.writeBigUInt64LE(BigInt(content.length));
  framed.writeUInt32LE(maskedCrc32c(framed.subarray(0, 8)), 8);
  framed.set(content, HEAD);
  framed.writeUInt32LE(maskedCrc32c(content), HEAD + content.length);
  return framed;
}

/** Finds the records of a TFRecord file in its bytes, which come in pieces. No more is kept than a record needs. */
export class RecordReader {
  readonly #where: string;
  #pieces: Buffer[] = [];
  #available = 0;
  /** The length of the record that is being read, once it is known. */
  #length: number | undefined;
  #number = 0;
  #offset = 0;

  /** `where`: what the file is called in errors. */
  constructor(where: string) {
    this.#where = where;
  }

  push(piece: Uint8Array): void {
    this.#pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
    this.#available += piece.length;
  }

  /**
   * The next record, whose bytes share the memory of the pieces; undefined where it is not complete yet.
   *
   * @throws ValueError for a sum that is wrong; it names the record and where it begins
   */
  next(): Buffer | undefined {
    if (this.#length === undefined) {
      if (this.#available < HEAD) return undefined;
      const head = this.#take(HEAD);
      const length = head.readBigUInt64LE();
      this.#check('length', head.subarray(0, 8), head.readUInt32LE(8));
      if (length > BigInt(Number.MAX_SAFE_INTEGER)) throw this.damaged(`its length is ${length}`);
      this.#length = Number(length);
    }
    if (this.#available < this.#length + FOOT) return undefined;
    const content = this.#take(this.#length);
    this.#check('content', content, this.#take(FOOT).readUInt32LE());
    this.#number += 1;
    this.#offset += HEAD + this.#length + FOOT;
    this.#length = undefined;
    return content;
  }

  /** @throws ValueError where the file ends in the middle of a record */
  end(): void {
    if (this.#length !== undefined)
      throw this.damaged(`it has ${this.#available} of ${this.#length + FOOT} bytes behind its length`);
    if (this.#available > 0)
      throw this.damaged(`it has ${this.#available} of the ${HEAD} bytes that say its length`);
  }

  /** An error of the record that is being read. */
  damaged(why: string, cause?: unknown): ValueError {
    return new ValueError(
      `${this.#where}: record ${this.#number} at byte ${this.#offset} cannot be read: ${why}.`,
      { fix: 'the file is damaged, packed (compressionType), or no TFRecord file', cause },
    );
  }

  #check(what: string, bytes: Uint8Array, sum: number): void {
    const found = maskedCrc32c(bytes);
    if (found !== sum)
      throw this.damaged(`the sum of its ${what} is ${hex(found)}, ${hex(sum)} is written there`);
  }

  #take(count: number): Buffer {
    let first = this.#pieces[0] ?? Buffer.alloc(0);
    if (first.length < count) {
      first = Buffer.concat(this.#pieces);
      this.#pieces = [first];
    }
    this.#available -= count;
    if (first.length === count) this.#pieces.shift();
    else this.#pieces[0] = first.subarray(count);
    return first.subarray(0, count);
  }
}

function hex(sum: number): string {
  return `0x${sum.toString(16).padStart(8, '0')}`;
}
