/** How a field's value is written. */
export const WIRE_TYPES = { varint: 0, eightBytes: 1, length: 2, fourBytes: 5 } as const;

/** Writes one message of Protocol Buffers; fields by their numbers. See https://protobuf.dev/programming-guides/encoding/. */
export class Wire {
  readonly #parts: Uint8Array[] = [];

  /** An integer of up to 53 bits, not negative. */
  integer(field: number, value: number): this {
    return this.#tag(field, WIRE_TYPES.varint).#varint(value);
  }

  float(field: number, value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return this.#tag(field, WIRE_TYPES.fourBytes).#add(bytes);
  }

  double(field: number, value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return this.#tag(field, WIRE_TYPES.eightBytes).#add(bytes);
  }

  /** Text, bytes, or another message. */
  bytes(field: number, value: string | Uint8Array | Wire): this {
    const bytes = value instanceof Wire ? value.finish() : Buffer.from(value as Uint8Array);
    return this.#tag(field, WIRE_TYPES.length).#varint(bytes.length).#add(bytes);
  }

  /** Integers of 64 bits with their signs, behind one another. */
  integers(field: number, values: readonly (number | bigint)[]): this {
    return this.bytes(
      field,
      Buffer.from(values.flatMap((value) => varint(BigInt.asUintN(64, BigInt(value))))),
    );
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #tag(field: number, kind: number): this {
    return this.#varint(field * 8 + kind);
  }

  #varint(value: number): this {
    return this.#add(Uint8Array.from(varint(BigInt(value))));
  }

  #add(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) + 128);
  bytes.push(Number(rest));
  return bytes;
}
