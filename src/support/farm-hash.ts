/** 64 bits. */
const MASK = 0xffffffffffffffffn;
const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

/** What is left of a product or a sum. */
const cut = (value: bigint): bigint => value & MASK;
const rotate = (value: bigint, by: bigint): bigint => cut((value >> by) | (value << (64n - by)));
const shiftMix = (value: bigint): bigint => value ^ (value >> 47n);

/**
 * The 64-bit fingerprint of bytes that TensorFlow hashes text by: FarmHash's Fingerprint64.
 * See https://github.com/google/farmhash (farmhashna::Hash64).
 */
export function farmHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { length } = bytes;
  if (length <= 16) return upTo16(bytes, view);
  if (length <= 32) return upTo32(view);
  return length <= 64 ? upTo64(view) : longer(view);
}

/** The fingerprint of two fingerprints in their order, as TensorFlow's crossed columns have it. */
export function joinFingerprints(first: bigint, second: bigint): bigint {
  const k = 0xc6a4a7935bd1e995n;
  const mixed = first ^ k ^ cut(shiftMix(cut(second * k)) * k);
  return shiftMix(cut(shiftMix(cut(mixed * k)) * k));
}

function mix16(u: bigint, v: bigint, factor: bigint): bigint {
  const a = shiftMix(cut((u ^ v) * factor));
  return cut(shiftMix(cut((v ^ a) * factor)) * factor);
}

function upTo16(bytes: Uint8Array, view: DataView): bigint {
  const { length } = bytes;
  const factor = K2 + BigInt(length) * 2n;
  if (length >= 8) {
    const a = cut(word(view, 0) + K2);
    const b = word(view, length - 8);
    const c = cut(rotate(b, 37n) * factor + a);
    const d = cut((rotate(a, 25n) + b) * factor);
    return mix16(c, d, cut(factor));
  }
  if (length >= 4) {
    const first = BigInt(view.getUint32(0, true));
    const last = BigInt(view.getUint32(length - 4, true));
    return mix16(BigInt(length) + (first << 3n), last, cut(factor));
  }
  if (length === 0) return K2;
  const y = BigInt(bytes[0]! + (bytes[length >> 1]! << 8));
  const z = BigInt(length + (bytes[length - 1]! << 2));
  return cut(shiftMix(cut(y * K2) ^ cut(z * K0)) * K2);
}

function upTo32(view: DataView): bigint {
  const length = view.byteLength;
  const factor = cut(K2 + BigInt(length) * 2n);
  const a = cut(word(view, 0) * K1);
  const b = word(view, 8);
  const c = cut(word(view, length - 8) * factor);
  const d = cut(word(view, length - 16) * K2);
  return mix16(
    cut(rotate(cut(a + b), 43n) + rotate(c, 30n) + d),
    cut(a + rotate(cut(b + K2), 18n) + c),
    factor,
  );
}

function upTo64(view: DataView): bigint {
  const length = view.byteLength;
  const factor = cut(K2 + BigInt(length) * 2n);
  const a = cut(word(view, 0) * K2);
  const b = word(view, 8);
  const c = cut(word(view, length - 8) * factor);
  const d = cut(word(view, length - 16) * K2);
  const y = cut(rotate(cut(a + b), 43n) + rotate(c, 30n) + d);
  const z = mix16(y, cut(a + rotate(cut(b + K2), 18n) + c), factor);
  const e = cut(word(view, 16) * factor);
  const f = word(view, 24);
  const g = cut((y + word(view, length - 32)) * factor);
  const h = cut((z + word(view, length - 24)) * factor);
  return mix16(
    cut(rotate(cut(e + f), 43n) + rotate(g, 30n) + h),
    cut(e + rotate(cut(f + a), 18n) + g),
    factor,
  );
}

/** What a text of more than 64 bytes is folded into, 64 bytes at a time. */
interface State {
  x: bigint;
  y: bigint;
  z: bigint;
  v: readonly [bigint, bigint];
  w: readonly [bigint, bigint];
}

function longer(view: DataView): bigint {
  const length = view.byteLength;
  const seed = 81n;
  const y = cut(seed * K1 + 113n);
  const state: State = {
    x: cut(seed * K2 + word(view, 0)),
    y,
    z: cut(shiftMix(cut(y * K2 + 113n)) * K2),
    v: [0n, 0n],
    w: [0n, 0n],
  };
  const end = ((length - 1) >> 6) * 64;
  for (let at = 0; at < end; at += 64) fold(view, at, state, K1, 1n, state.w[1]);
  const factor = cut(K1 + ((state.z & 0xffn) << 1n));
  const w0 = cut(state.w[0] + BigInt((length - 1) & 63));
  const v0 = cut(state.v[0] + w0);
  state.v = [v0, state.v[1]];
  state.w = [cut(w0 + v0), state.w[1]];
  fold(view, length - 64, state, factor, 9n, cut(state.w[1] * 9n));
  const { v, w, x, z } = state;
  return mix16(
    cut(mix16(v[0], w[0], factor) + cut(shiftMix(state.y) * K0) + z),
    cut(mix16(v[1], w[1], factor) + x),
    factor,
  );
}

function fold(view: DataView, at: number, state: State, k: bigint, weight: bigint, other: bigint): void {
  const { v, w } = state;
  const x = cut(rotate(cut(state.x + state.y + v[0] + word(view, at + 8)), 37n) * k) ^ other;
  const y = cut(
    rotate(cut(state.y + v[1] + word(view, at + 48)), 42n) * k + v[0] * weight + word(view, at + 40),
  );
  const z = cut(rotate(cut(state.z + w[0]), 33n) * k);
  state.v = weak(view, at, cut(v[1] * k), cut(x + w[0]));
  state.w = weak(view, at + 32, cut(z + w[1]), cut(y + word(view, at + 16)));
  // The two change places after each turn.
  [state.x, state.y, state.z] = [z, y, x];
}

function weak(view: DataView, at: number, seedA: bigint, seedB: bigint): readonly [bigint, bigint] {
  const z = word(view, at + 24);
  const a = cut(seedA + word(view, at));
  const b = rotate(cut(seedB + a + z), 21n);
  const sum = cut(a + word(view, at + 8) + word(view, at + 16));
  return [cut(sum + z), cut(b + rotate(sum, 44n) + a)];
}

function word(view: DataView, at: number): bigint {
  return view.getBigUint64(at, true);
}
