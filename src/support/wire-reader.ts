import { WIRE_TYPES } from './wire.js';

/** One field of a message: an integer, or the bytes of anything else. */
export interface WireField {
  readonly field: number;
  readonly value: bigint | Uint8Array;
}

/**
 * The fields of a message of Protocol Buffers, in their order; the bytes share the memory.
 *
 * @throws Error when they are no message
 */
export function* readWire(bytes: Uint8Array): Generator<WireField, void, undefined> {
  let at = 0;
  const take = (count: number): Uint8Array => {
    if (count > bytes.length - at) throw new Error(`a value of ${count} bytes ends behind the message`);
    at += count;
    return bytes.subarray(at - count, at);
  };
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    at = tag.next;
    const kind = Number(tag.value & 7n);
    const field = Number(tag.value >> 3n);
    if (field === 0) throw new Error('a field has the number 0');
    if (kind === WIRE_TYPES.varint) {
      const { value, next } = readVarint(bytes, at);
      at = next;
      yield { field, value };
    } else if (kind === WIRE_TYPES.length) {
      const { value, next } = readVarint(bytes, at);
      at = next;
      yield { field, value: take(Number(value)) };
    } else if (kind === WIRE_TYPES.fourBytes) yield { field, value: take(4) };
    else if (kind === WIRE_TYPES.eightBytes) yield { field, value: take(8) };
    else throw new Error(`field ${field} has the unknown type ${kind}`);
  }
}

/** Integers of 64 bits with their signs, as `Wire.integers` writes them. */
export function readIntegers(bytes: Uint8Array): bigint[] {
  const values: bigint[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, next } = readVarint(bytes, at);
    values.push(BigInt.asIntN(64, value));
    at = next;
  }
  return values;
}

function readVarint(bytes: Uint8Array, from: number): { readonly value: bigint; readonly next: number } {
  // Most are small, and BigInt is slow.
  let small = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) throw new Error('an integer ends behind the message');
    small |= (byte & 127) << (7 * i);
    if (byte < 128) return { value: BigInt(small), next: from + i + 1 };
  }
  let value = BigInt(small);
  for (let i = 4; i < 10; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) throw new Error('an integer ends behind the message');
    value |= BigInt(byte & 127) << BigInt(7 * i);
    if (byte < 128) return { value: BigInt.asUintN(64, value), next: from + i + 1 };
  }
  throw new Error('an integer has more than ten bytes');
}
