// What works row by row: sums, softmax, cross-entropy, and rows that are gathered or added up.
#include "vector.h"

// So many values are added to one float before it is added to others: one that has grown to 2^24 takes no 1 any more.
enum { RUN = 4096 };

INLINE float sum_of_run(const float *x, i32 n) {
  f32x4 s0 = splat(0.0f), s1 = splat(0.0f);
  i32 i = 0;
  for (; i + 8 <= n; i += 8) {
    s0 = add(s0, load(x + i));
    s1 = add(s1, load(x + i + 4));
  }
  float total = sum_of(add(s0, s1));
  for (; i < n; i++) total += x[i];
  return total;
}

// out[outer][inner] = the sum of x[outer][count][inner] over the middle, divided; `room` holds one row.
EXPORT(sum)(const float *x, float *out, i32 outer, i32 count, i32 inner, float divisor, float *room) {
  if (inner == 1) {
    for (i32 o = 0; o < outer; o++, x += count) {
      double total = 0.0;
      for (i32 from = 0; from < count; from += RUN) total += sum_of_run(x + from, at_most(count - from, RUN));
      out[o] = (float)total / divisor;
    }
    return;
  }
  for (i32 o = 0; o < outer; o++, out += inner) {
    clear(out, inner);
    float *to = count <= RUN ? out : room;
    for (i32 from = 0; from < count; from += RUN) {
      if (to != out) clear(to, inner);
      for (i32 left = at_most(count - from, RUN); left > 0; left--, x += inner) add_to(to, x, inner);
      if (to != out) add_to(out, to, inner);
    }
    if (divisor != 1.0f)
      for (i32 i = 0; i < inner; i++) out[i] /= divisor;
  }
}

INLINE float largest(const float *x, i32 n) {
  f32x4 most = splat(-__builtin_inff());
  i32 i = 0;
  for (; i + 4 <= n; i += 4) most = wasm_f32x4_max(most, load(x + i));
  // The last ones again: a maximum may be taken twice.
  for (; i < n; i++) most = wasm_f32x4_max(most, splat(x[i]));
  most = wasm_f32x4_max(most, wasm_i32x4_shuffle(most, most, 2, 3, 0, 1));
  return wasm_f32x4_extract_lane(wasm_f32x4_max(most, wasm_i32x4_shuffle(most, most, 1, 0, 3, 2)), 0);
}

// y = e^(x - shift); gives the sum.
INLINE float exponentials(const float *x, float *y, i32 n, float shift) {
  f32x4 total = splat(0.0f), by = splat(shift);
  i32 i = 0;
  for (; i + 4 <= n; i += 4) {
    f32x4 e = exp4(sub(load(x + i), by));
    store(y + i, e);
    total = add(total, e);
  }
  float sum = sum_of(total);
  for (; i < n; i++) {
    y[i] = wasm_f32x4_extract_lane(exp4(splat(x[i] - shift)), 0);
    sum += y[i];
  }
  return sum;
}

EXPORT(softmax)(const float *x, float *y, i32 rows, i32 n) {
  for (i32 row = 0; row < rows; row++, x += n, y += n) {
    const float scale = 1.0f / exponentials(x, y, n, largest(x, n));
    for (i32 i = 0; i < n; i++) y[i] *= scale;
  }
}

// dx = y (dy - sum(dy y)).
EXPORT(softmax_grad)(const float *dy, const float *y, float *dx, i32 rows, i32 n) {
  for (i32 row = 0; row < rows; row++, dy += n, y += n, dx += n) {
    f32x4 total = splat(0.0f);
    i32 i = 0;
    for (; i + 4 <= n; i += 4) total = madd(load(dy + i), load(y + i), total);
    float sum = sum_of(total);
    for (; i < n; i++) sum += dy[i] * y[i];
    for (i = 0; i < n; i++) dx[i] = y[i] * (dy[i] - sum);
  }
}

// loss[row] = -sum(labels * log softmax(logits)); `room` holds one row.
EXPORT(cross_entropy)(const float *labels, const float *logits, float *loss, float *room, i32 rows, i32 n) {
  for (i32 row = 0; row < rows; row++, labels += n, logits += n) {
    const float shift = largest(logits, n);
    const float log_total = log1(exponentials(logits, room, n, shift));
    float sum = 0.0f;
    for (i32 i = 0; i < n; i++) sum += labels[i] * (log_total - (logits[i] - shift));
    loss[row] = sum;
  }
}

// dlogits = dy[row] (softmax(logits) - labels).
EXPORT(cross_entropy_grad)(const float *dy, const float *labels, const float *logits, float *dlogits, i32 rows, i32 n) {
  for (i32 row = 0; row < rows; row++, labels += n, logits += n, dlogits += n) {
    const float scale = 1.0f / exponentials(logits, dlogits, n, largest(logits, n));
    for (i32 i = 0; i < n; i++) dlogits[i] = dy[row] * (dlogits[i] * scale - labels[i]);
  }
}

// out[segment] += x[row] for each row's segment; rows with a negative segment are left out. Segments are in range.
EXPORT(segment_sum)(const float *x, const i32 *segments, float *out, i32 rows, i32 width, i32 count) {
  for (i32 i = 0; i < count * width; i++) out[i] = 0.0f;
  for (i32 row = 0; row < rows; row++, x += width) {
    if (segments[row] < 0) continue;
    add_to(out + segments[row] * width, x, width);
  }
}

// The same for integers.
EXPORT(segment_sum_int)(const i32 *x, const i32 *segments, i32 *out, i32 rows, i32 width, i32 count) {
  for (i32 i = 0; i < count * width; i++) out[i] = 0;
  for (i32 row = 0; row < rows; row++, x += width)
    if (segments[row] >= 0)
      for (i32 i = 0; i < width; i++) out[segments[row] * width + i] += x[i];
}

// dx = dy where y > 0, else 0: the gradient of relu.
EXPORT(relu_grad)(const float *dy, const float *y, float *dx, i32 n) {
  const f32x4 zero = splat(0.0f);
  for (i32 i = 0; i < n; i += 4) {
    const i32 left = n - i;
    store_part(dx + i, wasm_v128_and(load_part(dy + i, left), wasm_f32x4_gt(load_part(y + i, left), zero)), left);
  }
}

// y = -1, 0 or 1, also of the smallest numbers; NaN stays.
EXPORT(sign)(const float *x, float *y, i32 n) {
  const f32x4 zero = splat(0.0f), one = splat(1.0f);
  for (i32 i = 0; i < n; i += 4) {
    const i32 left = n - i;
    const f32x4 v = load_part(x + i, left);
    const f32x4 above = wasm_v128_and(one, wasm_f32x4_gt(v, zero)), below = wasm_v128_and(one, wasm_f32x4_lt(v, zero));
    store_part(y + i, wasm_v128_bitselect(wasm_f32x4_sub(above, below), v, wasm_f32x4_eq(v, v)), left);
  }
}

// Whether one of the values is NaN.
__attribute__((export_name("has_nan"))) i32 has_nan(const float *x, i32 n) {
  f32x4 found = splat(0.0f);
  i32 i = 0;
  for (; i + 4 <= n; i += 4) found = wasm_v128_or(found, wasm_f32x4_ne(load(x + i), load(x + i)));
  for (; i < n; i++) found = wasm_v128_or(found, wasm_f32x4_ne(splat(x[i]), splat(x[i])));
  return wasm_v128_any_true(found);
}

// The values, those below `least` and above `most` as these; NaN stays NaN.
EXPORT(clip)(const float *x, float *out, i32 n, float least, float most) {
  const f32x4 low = splat(least), high = splat(most);
  i32 i = 0;
  for (; i + 4 <= n; i += 4) store(out + i, wasm_f32x4_min(wasm_f32x4_max(load(x + i), low), high));
  if (i < n) store_part(out + i, wasm_f32x4_min(wasm_f32x4_max(load_part(x + i, n - i), low), high), n - i);
}

// to[i] = from[rows[i]], all of so many bytes.
EXPORT(gather_rows)(const char *from, const i32 *rows, char *to, i32 count, i32 bytes) {
  if (bytes == 4) {
    for (i32 i = 0; i < count; i++) ((i32 *)to)[i] = ((const i32 *)from)[rows[i]];
    return;
  }
  for (i32 i = 0; i < count; i++, to += bytes) __builtin_memcpy(to, from + (unsigned)rows[i] * (unsigned)bytes, (unsigned)bytes);
}
