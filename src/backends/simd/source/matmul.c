#include "multiply.h"

// How many floats of room a product needs.
__attribute__((export_name("matmul_room"))) i32 matmul_room(void) { return MULTIPLY_ROOM; }

// c[batch][m][n] = activation(a b + bias). a: [batch][m][k], or [batch][k][m] with transpose_a; b likewise.
// a_batch, b_batch: floats from one matrix to the next, 0 for the same one each time.
EXPORT(matmul)(const float *a, i32 a_batch, i32 transpose_a, const float *b, i32 b_batch, i32 transpose_b, float *c, i32 batch,
               i32 m, i32 n, i32 k, const float *bias, i32 activation, float *room) {
  for (i32 i = 0; i < batch; i++) {
    multiply(a + i * a_batch, transpose_a ? 1 : k, transpose_a ? m : 1, b + i * b_batch, transpose_b ? 1 : n,
             transpose_b ? k : 1, c + i * m * n, m, n, k, 0, bias, activation, room);
  }
}
