// The matrix product: panels of eight columns of b are packed, tiles of 4 x 8 results stay in registers.
#pragma once
#include "vector.h"

enum { TILE_ROWS = 4, PANEL = 8, DEPTH = 256, WIDTH = 256, ROWS = 128 };
// How many floats of room `multiply` needs: packed columns of b, and packed rows of a.
enum { PACKED_B = DEPTH * WIDTH, PACKED_A = DEPTH * ROWS, MULTIPLY_ROOM = PACKED_B + PACKED_A };

// A matrix in memory: the element (row, column) is at[row * row_step + column * column_step]; one of the steps is 1.
typedef struct {
  const float *at;
  i32 row_step;
  i32 column_step;
} Matrix;

INLINE f32x4 activate(f32x4 v, i32 activation) {
  f32x4 zero = splat(0.0f);
  if (activation == 1) return wasm_f32x4_max(v, zero);
  if (activation == 2) return wasm_f32x4_min(wasm_f32x4_max(v, zero), splat(6.0f));
  return v;
}

// Columns [first, first + count) of b as [depth][PANEL], zeros where there are fewer.
INLINE void pack_panel(const Matrix *b, i32 row, i32 depth, i32 first, i32 count, float *out) {
  if (b->column_step == 1) {
    const float *p = b->at + row * b->row_step + first;
    for (i32 k = 0; k < depth; k++, p += b->row_step, out += PANEL) {
      if (count == PANEL) {
        store(out, load(p));
        store(out + 4, load(p + 4));
      } else {
        store(out, load_part(p, count));
        store(out + 4, count > 4 ? load_part(p + 4, count - 4) : splat(0.0f));
      }
    }
    return;
  }
  const i32 step = b->column_step;
  const float *p = b->at + first * step + row;
  for (i32 half = 0; half < 2; half++, p += 4 * step) {
    const i32 present = count - 4 * half;
    float *to = out + 4 * half;
    i32 k = 0;
    if (present >= 4) {
      for (; k + 4 <= depth; k += 4) {
        f32x4 r0 = load(p + k), r1 = load(p + step + k), r2 = load(p + 2 * step + k), r3 = load(p + 3 * step + k);
        f32x4 low01 = wasm_i32x4_shuffle(r0, r1, 0, 4, 1, 5), high01 = wasm_i32x4_shuffle(r0, r1, 2, 6, 3, 7);
        f32x4 low23 = wasm_i32x4_shuffle(r2, r3, 0, 4, 1, 5), high23 = wasm_i32x4_shuffle(r2, r3, 2, 6, 3, 7);
        store(to + k * PANEL, wasm_i64x2_shuffle(low01, low23, 0, 2));
        store(to + (k + 1) * PANEL, wasm_i64x2_shuffle(low01, low23, 1, 3));
        store(to + (k + 2) * PANEL, wasm_i64x2_shuffle(high01, high23, 0, 2));
        store(to + (k + 3) * PANEL, wasm_i64x2_shuffle(high01, high23, 1, 3));
      }
    }
    for (; k < depth; k++)
      for (i32 c = 0; c < 4; c++) to[k * PANEL + c] = c < present ? p[c * step + k] : 0.0f;
  }
}

// Rows [first, first + TILE_ROWS) of a, of which `count` are there, as [depth][TILE_ROWS]; for a with row_step 1.
INLINE void pack_rows(const Matrix *a, i32 first, i32 count, i32 column, i32 depth, float *out) {
  const float *p = a->at + column * a->column_step + first;
  for (i32 k = 0; k < depth; k++, p += a->column_step, out += TILE_ROWS) store(out, load_part(p, count));
}

typedef struct {
  float *at;
  i32 row_step;
  i32 rows;
  i32 columns;
} Tile;

// One tile of results. `from`: the first value of each row of a, `a_step`: from one value of a row to the next.
// `started`: adds to what is there. `bias`: added at the end, or 0.
INLINE void multiply_tile(const float *from[TILE_ROWS], i32 a_step, const float *panel, i32 depth, Tile to, i32 started,
                          const float *bias, i32 activation) {
  f32x4 low[TILE_ROWS], high[TILE_ROWS];
#pragma clang loop unroll(full)
  for (i32 r = 0; r < TILE_ROWS; r++) low[r] = high[r] = splat(0.0f);
  for (i32 k = 0; k < depth; k++, panel += PANEL) {
    f32x4 b0 = load(panel), b1 = load(panel + 4);
#pragma clang loop unroll(full)
    for (i32 r = 0; r < TILE_ROWS; r++) {
      f32x4 a = wasm_v128_load32_splat(from[r] + k * a_step);
      low[r] = madd(a, b0, low[r]);
      high[r] = madd(a, b1, high[r]);
    }
  }
  const i32 n0 = to.columns < 4 ? to.columns : 4, n1 = to.columns - 4;
  const f32x4 bias0 = bias ? load_part(bias, n0) : splat(0.0f);
  const f32x4 bias1 = bias && n1 > 0 ? load_part(bias + 4, n1) : splat(0.0f);
#pragma clang loop unroll(full)
  for (i32 r = 0; r < TILE_ROWS; r++) {
    if (r >= to.rows) break;
    float *out = to.at + r * to.row_step;
    f32x4 first = low[r], second = high[r];
    if (started) {
      first = add(load_part(out, n0), first);
      if (n1 > 0) second = add(load_part(out + 4, n1), second);
    }
    store_part(out, activate(add(first, bias0), activation), n0);
    store_part(out + 4, activate(add(second, bias1), activation), n1);
  }
}

// The same among rows of a product, at whole tiles.
INLINE i32 part_row(i32 count, i32 part, i32 parts) {
  return part == parts ? count : part_begin(count, part, parts) & ~(TILE_ROWS - 1);
}

// c[m][n] = activation(a[m][k] b[k][n] + bias), or, with `started`, added to what c holds. c is dense, bias may be 0.
// Everything is passed by value: a pointer to a local would need a stack, and there is none in tfjs's memory.
static __attribute__((noinline)) void multiply(const float *a_at, i32 a_row, i32 a_column, const float *b_at, i32 b_row,
                                               i32 b_column, float *c, i32 m, i32 n, i32 k, i32 started, const float *bias,
                                               i32 activation, float *room) {
  const Matrix a = {a_at, a_row, a_column}, b = {b_at, b_row, b_column};
  float *packed_b = room, *packed_a = room + PACKED_B;
  const i32 packs = a_column != 1;
  for (i32 depth_at = 0; depth_at < k; depth_at += DEPTH) {
    const i32 depth = at_most(k - depth_at, DEPTH);
    const i32 last = depth_at + depth == k;
    for (i32 width_at = 0; width_at < n; width_at += WIDTH) {
      const i32 width = at_most(n - width_at, WIDTH);
      for (i32 j = 0; j < width; j += PANEL)
        pack_panel(&b, depth_at, depth, width_at + j, at_most(width - j, PANEL), packed_b + j * depth);
      for (i32 rows_at = 0; rows_at < m; rows_at += ROWS) {
        const i32 rows = at_most(m - rows_at, ROWS);
        if (packs)
          for (i32 i = 0; i < rows; i += TILE_ROWS)
            pack_rows(&a, rows_at + i, at_most(rows - i, TILE_ROWS), depth_at, depth, packed_a + i * depth);
        for (i32 j = 0; j < width; j += PANEL) {
          const float *panel = packed_b + j * depth;
          const float *bias_at = bias && last ? bias + width_at + j : 0;
          const i32 act = last ? activation : 0;
          for (i32 i = 0; i < rows; i += TILE_ROWS) {
            const Tile tile = {c + (rows_at + i) * n + width_at + j, n, at_most(rows - i, TILE_ROWS),
                               at_most(width - j, PANEL)};
            const float *from[TILE_ROWS];
            if (packs) {
              for (i32 r = 0; r < TILE_ROWS; r++) from[r] = packed_a + i * depth + r;
              multiply_tile(from, TILE_ROWS, panel, depth, tile, started || depth_at, bias_at, act);
            } else {
              // Rows that are not there are the last one again; their results are not stored.
              for (i32 r = 0; r < TILE_ROWS; r++)
                from[r] = a_at + (rows_at + i + at_most(r, tile.rows - 1)) * a_row + depth_at;
              multiply_tile(from, 1, panel, depth, tile, started || depth_at, bias_at, act);
            }
          }
        }
      }
    }
  }
  if (k == 0)
    for (i32 i = 0; i < m * n; i++) c[i] = started ? c[i] : (bias ? bias[i % n] : 0.0f);
}
