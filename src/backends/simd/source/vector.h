// What all files share: the names of types, loads and stores of parts of a vector, and exp and log.
#pragma once
#include <wasm_simd128.h>

typedef v128_t f32x4;
typedef int i32;

#define EXPORT(name) __attribute__((export_name(#name))) void name
#define INLINE static inline __attribute__((always_inline))

INLINE f32x4 load(const float *p) { return wasm_v128_load(p); }
INLINE void store(float *p, f32x4 v) { wasm_v128_store(p, v); }

INLINE i32 at_most(i32 value, i32 limit) { return value < limit ? value : limit; }
INLINE i32 at_least(i32 value, i32 limit) { return value > limit ? value : limit; }

// Where part `part` of `parts` begins among `count`; part `parts` begins at the end.
INLINE i32 part_begin(i32 count, i32 part, i32 parts) { return (i32)((long long)count * part / parts); }

// The first n values, 0 < n <= 4, zeros behind them.
INLINE f32x4 load_part(const float *p, i32 n) {
  if (n >= 4) return load(p);
  if (n == 1) return wasm_v128_load32_zero(p);
  f32x4 v = wasm_v128_load64_zero(p);
  return n == 3 ? wasm_v128_load32_lane(p + 2, v, 2) : v;
}

// Stores the first n values; nothing where n <= 0.
INLINE void store_part(float *p, f32x4 v, i32 n) {
  if (n >= 4) {
    store(p, v);
    return;
  }
  if (n == 1) {
    wasm_v128_store32_lane(p, v, 0);
  } else if (n >= 2) {
    wasm_v128_store64_lane(p, v, 0);
    if (n == 3) wasm_v128_store32_lane(p + 2, v, 2);
  }
}

INLINE f32x4 splat(float value) { return wasm_f32x4_splat(value); }
INLINE f32x4 add(f32x4 a, f32x4 b) { return wasm_f32x4_add(a, b); }
INLINE f32x4 sub(f32x4 a, f32x4 b) { return wasm_f32x4_sub(a, b); }
INLINE f32x4 mul(f32x4 a, f32x4 b) { return wasm_f32x4_mul(a, b); }
INLINE f32x4 madd(f32x4 a, f32x4 b, f32x4 c) { return add(mul(a, b), c); }

INLINE void add_to(float *to, const float *from, i32 n) {
  i32 i = 0;
  for (; i + 4 <= n; i += 4) store(to + i, add(load(to + i), load(from + i)));
  for (; i < n; i++) to[i] += from[i];
}

INLINE void clear(float *to, i32 n) {
  for (i32 i = 0; i < n; i++) to[i] = 0.0f;
}

INLINE float sum_of(f32x4 v) {
  return (wasm_f32x4_extract_lane(v, 0) + wasm_f32x4_extract_lane(v, 1)) +
         (wasm_f32x4_extract_lane(v, 2) + wasm_f32x4_extract_lane(v, 3));
}

// e^x to about one unit in the last place: x = n ln 2 + r, a polynomial for e^r (Cephes), times 2^n in two steps so that
// neither end overflows. NaN stays NaN.
INLINE f32x4 exp4(f32x4 x) {
  f32x4 bounded = wasm_f32x4_min(wasm_f32x4_max(x, splat(-104.0f)), splat(89.0f));
  f32x4 n = wasm_f32x4_nearest(mul(bounded, splat(1.44269504088896341f)));
  f32x4 r = sub(sub(bounded, mul(n, splat(0.693359375f))), mul(n, splat(-2.12194440e-4f)));
  f32x4 p = splat(1.9875691500e-4f);
  p = madd(p, r, splat(1.3981999507e-3f));
  p = madd(p, r, splat(8.3334519073e-3f));
  p = madd(p, r, splat(4.1665795894e-2f));
  p = madd(p, r, splat(1.6666665459e-1f));
  p = madd(p, r, splat(5.0000001201e-1f));
  p = add(madd(p, mul(r, r), r), splat(1.0f));
  v128_t whole = wasm_i32x4_trunc_sat_f32x4(n);
  v128_t half = wasm_i32x4_shr(whole, 1);
  v128_t rest = wasm_i32x4_sub(whole, half);
  v128_t bias = wasm_i32x4_splat(127);
  f32x4 first = wasm_i32x4_shl(wasm_i32x4_add(half, bias), 23);
  f32x4 second = wasm_i32x4_shl(wasm_i32x4_add(rest, bias), 23);
  return mul(mul(p, first), second);
}

// The natural logarithm of a positive, normal number (Cephes).
INLINE float log1(float x) {
  i32 bits = __builtin_bit_cast(i32, x);
  float exponent = (float)((bits >> 23) - 126);
  float m = __builtin_bit_cast(float, (bits & 0x007fffff) | 0x3f000000);
  if (m < 0.707106781186547524f) {
    exponent -= 1.0f;
    m += m;
  }
  m -= 1.0f;
  float z = m * m;
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  p = p * m * z + exponent * -2.12194440e-4f - 0.5f * z;
  return m + p + exponent * 0.693359375f;
}
