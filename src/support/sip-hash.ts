const MASK = 0xffffffffffffffffn;

const cut = (value: bigint): bigint => value & MASK;
const rotate = (value: bigint, by: bigint): bigint => cut((value << by) | (value >> (64n - by)));

/**
 * SipHash-2-4 of bytes under a key of two 64-bit numbers, as TensorFlow's strong hash is.
 * See Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
 */
export function sipHash64(bytes: Uint8Array, [k0, k1]: readonly [bigint, bigint]): bigint {
  let v0 = cut(k0) ^ 0x736f6d6570736575n;
  let v1 = cut(k1) ^ 0x646f72616e646f6dn;
  let v2 = cut(k0) ^ 0x6c7967656e657261n;
  let v3 = cut(k1) ^ 0x7465646279746573n;
  const rounds = (count: number) => {
    for (let i = 0; i < count; i++) {
      v0 = cut(v0 + v1);
      v1 = rotate(v1, 13n) ^ v0;
      v0 = rotate(v0, 32n);
      v2 = cut(v2 + v3);
      v3 = rotate(v3, 16n) ^ v2;
      v0 = cut(v0 + v3);
      v3 = rotate(v3, 21n) ^ v0;
      v2 = cut(v2 + v1);
      v1 = rotate(v1, 17n) ^ v2;
      v2 = rotate(v2, 32n);
    }
  };
  const take = (word: bigint) => {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) take(view.getBigUint64(at, true));
  let last = BigInt(bytes.length & 0xff) << 56n;
  for (let at = whole; at < bytes.length; at++) last |= BigInt(bytes[at]!) << BigInt(8 * (at - whole));
  take(last);
  v2 ^= 0xffn;
  rounds(4);
  return v0 ^ v1 ^ v2 ^ v3;
}
