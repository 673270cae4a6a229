/** A matrix in JavaScript's own numbers, row by row. */
export interface HostMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A matrix of what `at` tells for each place. */
export function matrixOf(
  rows: number,
  columns: number,
  at: (row: number, column: number) => number,
): HostMatrix {
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) values[i * columns + j] = at(i, j);
  return { rows, columns, values };
}

/** Rows as columns. */
export function transposed({ rows, columns, values }: HostMatrix): HostMatrix {
  return matrixOf(columns, rows, (i, j) => values[j * columns + i]!);
}

/** L and U in one matrix, the row that each came from, and the sign of that order; null where a pivot is 0. */
export function lu(a: HostMatrix): {
  readonly lu: HostMatrix;
  readonly pivots: number[];
  readonly sign: number;
} {
  const { rows: m, columns: n } = a;
  const x = Float64Array.from(a.values);
  const pivots: number[] = [];
  let sign = 1;
  for (let k = 0; k < Math.min(m, n); k++) {
    let best = k;
    for (let i = k + 1; i < m; i++) if (Math.abs(x[i * n + k]!) > Math.abs(x[best * n + k]!)) best = i;
    pivots.push(best);
    if (best !== k) {
      sign = -sign;
      for (let j = 0; j < n; j++) [x[k * n + j], x[best * n + j]] = [x[best * n + j]!, x[k * n + j]!];
    }
    const pivot = x[k * n + k]!;
    if (pivot === 0) continue;
    for (let i = k + 1; i < m; i++) {
      const factor = x[i * n + k]! / pivot;
      x[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) x[i * n + j] = x[i * n + j]! - factor * x[k * n + j]!;
    }
  }
  return { lu: { rows: m, columns: n, values: x }, pivots, sign };
}

/** x of a x = b; null where `a` has no inverse. */
export function solution(a: HostMatrix, b: HostMatrix): HostMatrix | null {
  const { lu: factors, pivots } = lu(a);
  const n = a.rows;
  const x = Float64Array.from(b.values);
  const width = b.columns;
  pivots.forEach((from, k) => {
    if (from === k) return;
    for (let j = 0; j < width; j++)
      [x[k * width + j], x[from * width + j]] = [x[from * width + j]!, x[k * width + j]!];
  });
  const f = factors.values;
  for (let j = 0; j < width; j++) {
    for (let i = 0; i < n; i++)
      for (let k = 0; k < i; k++) x[i * width + j] = x[i * width + j]! - f[i * n + k]! * x[k * width + j]!;
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++)
        x[i * width + j] = x[i * width + j]! - f[i * n + k]! * x[k * width + j]!;
      if (f[i * n + i] === 0) return null;
      x[i * width + j] = x[i * width + j]! / f[i * n + i]!;
    }
  }
  return { rows: n, columns: width, values: x };
}

/** The lower triangle L with L Lᵀ = a; null where `a` is not positive definite. */
export function cholesky({ rows: n, values: a }: HostMatrix): HostMatrix | null {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i === j && !(sum > 0)) return null;
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j]!;
    }
  return { rows: n, columns: n, values: l };
}

/** Orthogonal q (rows x rows) and triangular r with q r = a, by Householder's reflections, in LAPACK's signs. */
export function qr(a: HostMatrix): { readonly q: HostMatrix; readonly r: HostMatrix } {
  const { rows: m, columns: n } = a;
  const r = Float64Array.from(a.values);
  const q = matrixOf(m, m, (i, j) => (i === j ? 1 : 0)).values;
  for (let k = 0; k < Math.min(m - 1, n); k++) {
    const v = Float64Array.from({ length: m - k }, (_, i) => r[(k + i) * n + k]!);
    const length = Math.hypot(...v);
    if (v.subarray(1).every((value) => value === 0)) continue;
    v[0] = v[0]! + (v[0]! > 0 ? length : -length);
    const square = v.reduce((sum, value) => sum + value * value, 0);
    reflect(r, n, 0, n, k, v, square, true);
    reflect(q, m, 0, m, k, v, square, false);
  }
  const upper = { rows: m, columns: n, values: r };
  return {
    q: { rows: m, columns: m, values: q },
    r: matrixOf(m, n, (i, j) => (i > j ? 0 : upper.values[i * n + j]!)),
  };
}

/** x - 2 v vᵀ x / vᵀv from row `first` on, or the same to the columns of x. */
function reflect(
  x: Float64Array,
  width: number,
  from: number,
  to: number,
  first: number,
  v: Float64Array,
  square: number,
  onRows: boolean,
): void {
  const place = (i: number, j: number) => (onRows ? (first + i) * width + j : j * width + first + i);
  for (let j = from; j < to; j++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[i]! * x[place(i, j)]!;
    const factor = (2 * sum) / square;
    for (let i = 0; i < v.length; i++) x[place(i, j)] = x[place(i, j)]! - factor * v[i]!;
  }
}

/** The eigenvalues of a symmetric matrix, growing, and their vectors as columns, by Jacobi's rotations. */
export function eigh(a: HostMatrix): { readonly values: Float64Array; readonly vectors: HostMatrix } {
  const n = a.rows;
  // The lower triangle counts, as in LAPACK.
  const x = matrixOf(n, n, (i, j) => a.values[i >= j ? i * n + j : j * n + i]!).values;
  const v = matrixOf(n, n, (i, j) => (i === j ? 1 : 0)).values;
  const size = x.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    let outside = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) outside += x[p * n + q]! ** 2;
    if (outside <= 1e-30 * size) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const off = x[p * n + q]!;
        if (off === 0) continue;
        const theta = (x[q * n + q]! - x[p * n + p]!) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        for (let k = 0; k < n; k++) rotate(x, k * n + p, k * n + q, c, t * c);
        for (let k = 0; k < n; k++) rotate(x, p * n + k, q * n + k, c, t * c);
        for (let k = 0; k < n; k++) rotate(v, k * n + p, k * n + q, c, t * c);
      }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => x[i * n + i]! - x[j * n + j]!);
  return {
    values: Float64Array.from(order, (i) => x[i * n + i]!),
    vectors: matrixOf(n, n, (i, j) => v[i * n + order[j]!]!),
  };
}

function rotate(x: Float64Array, i: number, j: number, c: number, s: number): void {
  const [a, b] = [x[i]!, x[j]!];
  x[i] = c * a - s * b;
  x[j] = s * a + c * b;
}

/** Singular values, falling, and the orthogonal u (rows x rows) and v (columns x columns) with u s vᵀ = a (Hestenes, 1958). */
export function svd(a: HostMatrix): {
  readonly u: HostMatrix;
  readonly s: Float64Array;
  readonly v: HostMatrix;
} {
  if (a.rows < a.columns) {
    const { u, s, v } = svd(transposed(a));
    return { u: v, s, v: u };
  }
  const { rows: m, columns: n } = a;
  const x = Float64Array.from(a.values);
  const v = matrixOf(n, n, (i, j) => (i === j ? 1 : 0)).values;
  const dot = (p: number, q: number) => {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += x[k * n + p]! * x[k * n + q]!;
    return sum;
  };
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
    turned = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const [pp, qq, pq] = [dot(p, p), dot(q, q), dot(p, q)];
        if (Math.abs(pq) <= 1e-15 * Math.sqrt(pp * qq)) continue;
        turned = true;
        const theta = (qq - pp) / (2 * pq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        for (let k = 0; k < m; k++) rotate(x, k * n + p, k * n + q, c, t * c);
        for (let k = 0; k < n; k++) rotate(v, k * n + p, k * n + q, c, t * c);
      }
  }
  const lengths = Array.from({ length: n }, (_, j) => Math.sqrt(dot(j, j)));
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j]! - lengths[i]!);
  const s = Float64Array.from(order, (j) => lengths[j]!);
  return {
    u: completed(
      matrixOf(m, n, (i, j) => x[i * n + order[j]!]! / s[j]!),
      s.filter((value) => value > s[0]! * 1e-14).length,
    ),
    s,
    v: matrixOf(n, n, (i, j) => v[i * n + order[j]!]!),
  };
}

/** The first `count` columns, which are orthonormal, and others that are orthogonal to them. */
function completed(x: HostMatrix, count: number): HostMatrix {
  const { rows: m, columns: n } = x;
  const known = matrixOf(m, count, (i, j) => x.values[i * n + j]!);
  const { q } = qr(known);
  return matrixOf(m, m, (i, j) => (j < count ? known.values[i * count + j]! : q.values[i * m + j]!));
}
