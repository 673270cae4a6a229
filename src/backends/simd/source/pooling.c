// Max pooling over three axes, channels last. Two axes: a depth of one.
#include "vector.h"

#define POOLING                                                                                                          \
  i32 batch, i32 channels, i32 depth, i32 height, i32 width, i32 out_depth, i32 out_height, i32 out_width,                \
      i32 window_depth, i32 window_height, i32 window_width, i32 stride_depth, i32 stride_height, i32 stride_width,       \
      i32 front, i32 top, i32 left, i32 part, i32 parts
// A part is a run of images.
#define IMAGES                                                                                                           \
  const i32 first_image = part_begin(batch, part, parts), last_image = part_begin(batch, part + 1, parts)

// Calls WORK(o, first) for each output position: o is its offset, and the window is [d0, d1) x [h0, h1) x [w0, w1).
#define FOR_EACH_WINDOW(WORK)                                                                                            \
  for (i32 image = first_image, o = first_image * out_depth * out_height * out_width * channels; image < last_image; image++) \
    for (i32 od = 0; od < out_depth; od++) {                                                                             \
      const i32 ds = od * stride_depth - front, d0 = at_least(ds, 0), d1 = at_most(ds + window_depth, depth);              \
      for (i32 oh = 0; oh < out_height; oh++) {                                                                          \
        const i32 hs = oh * stride_height - top, h0 = at_least(hs, 0), h1 = at_most(hs + window_height, height);           \
        for (i32 ow = 0; ow < out_width; ow++, o += channels) {                                                          \
          const i32 ws = ow * stride_width - left, w0 = at_least(ws, 0), w1 = at_most(ws + window_width, width);           \
          WORK                                                                                                           \
        }                                                                                                                \
      }                                                                                                                  \
    }

#define PLACE(d, h, w) ((((image * depth + (d)) * height + (h)) * width + (w)) * channels)

EXPORT(max_pool)(const float *x, float *y, POOLING) {
  IMAGES;
  FOR_EACH_WINDOW({
    for (i32 c = 0; c < channels; c += 4) {
      const i32 n = channels - c;
      f32x4 best = load_part(x + PLACE(d0, h0, w0) + c, n);
      for (i32 d = d0; d < d1; d++)
        for (i32 h = h0; h < h1; h++)
          for (i32 w = w0; w < w1; w++) {
            f32x4 value = load_part(x + PLACE(d, h, w) + c, n);
            best = wasm_v128_bitselect(value, best, wasm_f32x4_gt(value, best));
          }
      store_part(y + o + c, best, n);
    }
  })
}

// The first of equal maxima takes the gradient, as in TensorFlow.
EXPORT(max_pool_grad)(const float *x, const float *dy, float *dx, POOLING) {
  IMAGES;
  const i32 size = depth * height * width * channels;
  for (i32 i = first_image * size; i < last_image * size; i++) dx[i] = 0.0f;
  FOR_EACH_WINDOW({
    for (i32 c = 0; c < channels; c += 4) {
      const i32 n = channels - c;
      f32x4 best = load_part(x + PLACE(d0, h0, w0) + c, n);
      v128_t chosen = wasm_i32x4_splat(0);
      i32 number = 0;
      for (i32 d = d0; d < d1; d++)
        for (i32 h = h0; h < h1; h++)
          for (i32 w = w0; w < w1; w++, number++) {
            f32x4 value = load_part(x + PLACE(d, h, w) + c, n);
            v128_t larger = wasm_f32x4_gt(value, best);
            best = wasm_v128_bitselect(value, best, larger);
            chosen = wasm_v128_bitselect(wasm_i32x4_splat(number), chosen, larger);
          }
      const f32x4 slope = load_part(dy + o + c, n);
      number = 0;
      for (i32 d = d0; d < d1; d++)
        for (i32 h = h0; h < h1; h++)
          for (i32 w = w0; w < w1; w++, number++) {
            float *to = dx + PLACE(d, h, w) + c;
            v128_t here = wasm_i32x4_eq(chosen, wasm_i32x4_splat(number));
            store_part(to, add(load_part(to, n), wasm_v128_and(slope, here)), n);
          }
    }
  })
}
