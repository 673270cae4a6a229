import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as host from '../../../../../src/layers/ops/linalg/host-matrix.js';

const random = (rows: number, columns: number) =>
  host.matrixOf(rows, columns, (i, j) => Math.sin(7 * i + 3 * j * j + 1));
const product = (a: host.HostMatrix, b: host.HostMatrix) =>
  host.matrixOf(a.rows, b.columns, (i, j) => {
    let sum = 0;
    for (let k = 0; k < a.columns; k++) sum += a.values[i * a.columns + k]! * b.values[k * b.columns + j]!;
    return sum;
  });
const near = (a: host.HostMatrix, b: host.HostMatrix) => {
  assert.deepEqual([a.rows, a.columns], [b.rows, b.columns]);
  a.values.forEach((value, i) => {
    assert.ok(Math.abs(value - b.values[i]!) < 1e-12, `${value} and ${b.values[i]} at ${i}`);
  });
};
const unit = (n: number) => host.matrixOf(n, n, (i, j) => (i === j ? 1 : 0));

for (const [rows, columns] of [
  [5, 3],
  [3, 5],
  [4, 4],
] as const)
  it(`factors of ${rows} x ${columns} give the matrix again, and are orthogonal`, () => {
    const a = random(rows, columns);
    const { q, r } = host.qr(a);
    near(product(q, r), a);
    near(product(q, host.transposed(q)), unit(rows));
    const { u, s, v } = host.svd(a);
    near(
      product(
        product(
          u,
          host.matrixOf(rows, columns, (i, j) => (i === j ? s[i]! : 0)),
        ),
        host.transposed(v),
      ),
      a,
    );
    near(product(u, host.transposed(u)), unit(rows));
  });

it('singular vectors are there for singular matrices too', () => {
  const { u, s } = host.svd(host.matrixOf(3, 3, (i, j) => (i + 1) * (j + 1)));
  near(product(u, host.transposed(u)), unit(3));
  assert.ok(s[1]! < 1e-12);
});

it('symmetric matrices, equations', () => {
  const a = product(random(4, 4), host.transposed(random(4, 4)));
  const { values, vectors } = host.eigh(a);
  near(
    product(
      product(
        vectors,
        host.matrixOf(4, 4, (i, j) => (i === j ? values[i]! : 0)),
      ),
      host.transposed(vectors),
    ),
    a,
  );
  const shifted = host.matrixOf(4, 4, (i, j) => a.values[i * 4 + j]! + (i === j ? 1 : 0));
  const l = host.cholesky(shifted)!;
  near(product(l, host.transposed(l)), shifted);
  near(product(shifted, host.solution(shifted, random(4, 2))!), random(4, 2));
  assert.equal(host.cholesky(host.matrixOf(2, 2, () => -1)), null);
  assert.equal(
    host.solution(
      host.matrixOf(2, 2, () => 1),
      unit(2),
    ),
    null,
  );
  assert.equal(host.lu(host.matrixOf(2, 2, (i, j) => (i === j ? 0 : 1))).sign, -1);
});
