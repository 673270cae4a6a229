// Convolutions over channels-last images as products with patches, a few hundred output positions at a time.
#include "multiply.h"

typedef struct {
  i32 batch, height, width, channels;
  i32 out_height, out_width, filters;
  i32 filter_height, filter_width, stride_height, stride_width, top, left;
} Convolution;

enum { PATCH_FLOATS = 65536, MOST_POSITIONS = 1024 };

INLINE i32 positions_at_once(i32 patch) {
  i32 count = (PATCH_FLOATS / patch) & ~3;
  if (count < 16) count = 16;
  return at_most(count, MOST_POSITIONS);
}

INLINE void copy(float *to, const float *from, i32 n) {
  i32 i = 0;
  for (; i + 4 <= n; i += 4) store(to + i, load(from + i));
  for (; i < n; i++) to[i] = from[i];
}

// The patches of x for the positions [first, first + count), one a row; or, with `back`, adds the rows to x.
INLINE void patches(const Convolution *c, float *x, i32 first, i32 count, float *rows, i32 back) {
  const i32 run = c->filter_width * c->channels;
  i32 column = first % c->out_width;
  i32 line = first / c->out_width % c->out_height;
  i32 image = first / (c->out_width * c->out_height);
  for (i32 i = 0; i < count; i++) {
    const i32 left = column * c->stride_width - c->left;
    const i32 skipped = left < 0 ? -left : 0;
    const i32 inside = at_most(c->width - left, c->filter_width);
    for (i32 h = 0; h < c->filter_height; h++, rows += run) {
      const i32 y = line * c->stride_height - c->top + h;
      if (y < 0 || y >= c->height || inside <= skipped) {
        if (!back) clear(rows, run);
        continue;
      }
      float *from = x + ((image * c->height + y) * c->width + left + skipped) * c->channels;
      const i32 n = (inside - skipped) * c->channels;
      if (back) {
        add_to(from, rows + skipped * c->channels, n);
        continue;
      }
      clear(rows, skipped * c->channels);
      copy(rows + skipped * c->channels, from, n);
      clear(rows + inside * c->channels, (c->filter_width - inside) * c->channels);
    }
    if (++column == c->out_width) {
      column = 0;
      if (++line == c->out_height) {
        line = 0;
        image++;
      }
    }
  }
}

// How many floats of room a convolution with so large a patch needs.
__attribute__((export_name("convolution_room"))) i32 convolution_room(i32 patch) {
  return MULTIPLY_ROOM + positions_at_once(patch) * patch;
}

#define CONVOLUTION                                                                                                      \
  i32 batch, i32 height, i32 width, i32 channels, i32 out_height, i32 out_width, i32 filters, i32 filter_height,          \
      i32 filter_width, i32 stride_height, i32 stride_width, i32 top, i32 left, float *room, i32 part, i32 parts
#define SHAPE                                                                                                            \
  const Convolution c = {batch,   height,        width,        channels,      out_height,   out_width, filters,           \
                         filter_height, filter_width, stride_height, stride_width, top,       left};                      \
  const i32 patch = filter_height * filter_width * channels, positions = batch * out_height * out_width;                 \
  const i32 whole = filter_height == 1 && filter_width == 1 && stride_height == 1 && stride_width == 1 && top == 0 &&     \
                    left == 0 && out_height == height && out_width == width;                                             \
  const i32 step = whole ? positions : positions_at_once(patch);                                                         \
  float *rows = room + MULTIPLY_ROOM

// y = activation(x * filter + bias); filter [height, width, channels, filters]. A part is a run of positions.
EXPORT(conv2d)(float *x, const float *filter, const float *bias, i32 activation, float *y, CONVOLUTION) {
  SHAPE;
  const i32 end = part_row(positions, part + 1, parts);
  for (i32 at = part_row(positions, part, parts); at < end; at += step) {
    const i32 count = at_most(end - at, step);
    if (!whole) patches(&c, x, at, count, rows, 0);
    multiply(whole ? x + at * patch : rows, patch, 1, filter, filters, 1, y + at * filters, count, filters, patch, 0, bias,
             activation, room);
  }
}

// The gradient with respect to the filter. A part is a run of rows of the filter, since each is a sum over all positions.
EXPORT(conv2d_filter)(float *x, const float *dy, float *filter, CONVOLUTION) {
  SHAPE;
  const i32 begin = part_row(patch, part, parts), count_rows = part_row(patch, part + 1, parts) - begin;
  clear(filter + begin * filters, count_rows * filters);
  for (i32 at = 0; at < positions; at += step) {
    const i32 count = at_most(positions - at, step);
    if (!whole) patches(&c, x, at, count, rows, 0);
    multiply((whole ? x : rows) + begin, 1, patch, dy + at * filters, filters, 1, filter + begin * filters, count_rows, filters,
             count, 1, 0, 0, room);
  }
}

// The gradient with respect to the input. A part is a run of images: patches of one image overlap.
EXPORT(conv2d_input)(const float *dy, const float *filter, float *dx, CONVOLUTION) {
  SHAPE;
  const i32 first = part_begin(batch, part, parts), last = part_begin(batch, part + 1, parts);
  const i32 end = last * out_height * out_width, image = height * width * channels;
  if (!whole) clear(dx + first * image, (last - first) * image);
  for (i32 at = first * out_height * out_width; at < end; at += step) {
    const i32 count = at_most(end - at, step);
    multiply(dy + at * filters, filters, 1, filter, 1, filters, whole ? dx + at * patch : rows, count, patch, filters, 0, 0, 0,
             room);
    if (!whole) patches(&c, dx, at, count, rows, 1);
  }
}
