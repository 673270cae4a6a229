const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH = 2;
const FOUR_BYTES = 5;

/** Writes one message of Protocol Buffers; fields by their numbers. See https://protobuf.dev/programming-guides/encoding/. */
export class Wire {
  readonly #parts: Uint8Array[] = [];

  /** An integer of up to 53 bits, not negative. */
  integer(field: number, value: number): this {
    return this.#tag(field, VARINT).#varint(value);
  }

  float(field: number, value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return this.#tag(field, FOUR_BYTES).#add(bytes);
  }

  double(field: number, value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return this.#tag(field, EIGHT_BYTES).#add(bytes);
  }

  /** Text, bytes, or another message. */
  bytes(field: number, value: string | Uint8Array | Wire): this {
    const bytes = value instanceof Wire ? value.finish() : Buffer.from(value as Uint8Array);
    return this.#tag(field, LENGTH).#varint(bytes.length).#add(bytes);
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #tag(field: number, kind: number): this {
    return this.#varint(field * 8 + kind);
  }

  #varint(value: number): this {
    const bytes: number[] = [];
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
    return this.#add(Uint8Array.from(bytes));
  }

  #add(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }
}
