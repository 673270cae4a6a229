#include "multiply.h"

// How many floats of room a product needs.
__attribute__((export_name("matmul_room"))) i32 matmul_room(void) { return MULTIPLY_ROOM; }

// c[batch][m][n] = activation(a b + bias). a: [batch][m][k], or [batch][k][m] with transpose_a; b likewise.
// a_batch, b_batch: floats from one matrix to the next, 0 for the same one each time.
// A part is a run of rows, counted through all matrices.
EXPORT(matmul)(const float *a, i32 a_batch, i32 transpose_a, const float *b, i32 b_batch, i32 transpose_b, float *c, i32 batch,
               i32 m, i32 n, i32 k, const float *bias, i32 activation, float *room, i32 part, i32 parts) {
  const i32 begin = part_row(batch * m, part, parts), end = part_row(batch * m, part + 1, parts);
  const i32 row = transpose_a ? 1 : k;
  for (i32 i = 0; i < batch; i++) {
    const i32 first = at_least(begin - i * m, 0), last = at_most(end - i * m, m);
    if (first >= last) continue;
    multiply(a + i * a_batch + first * row, row, transpose_a ? m : 1, b + i * b_batch, transpose_b ? 1 : n,
             transpose_b ? k : 1, c + (i * m + first) * n, last - first, n, k, 0, bias, activation, room);
  }
}
