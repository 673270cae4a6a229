/**
 * Where the quantiles of values lie, kept small while batches come: pairs of a boundary and how many values it stands
 * for, as Keras's Discretization keeps them.
 */
export class QuantileSummary {
  #boundaries: number[] = [];
  #weights: number[] = [];

  /** `epsilon`: how finely quantiles are told apart; 1 / epsilon pairs are kept. */
  constructor(private readonly epsilon: number) {}

  /** Adds a batch. */
  add(values: ArrayLike<number>): void {
    const sorted = Float32Array.from(values).sort();
    const step = Math.max(sorted.length * this.epsilon, 1);
    const pairs = this.#boundaries.map((boundary, i): [number, number] => [boundary, this.#weights[i]!]);
    for (let i = Math.trunc(step - 1); i < sorted.length; i += Math.trunc(step))
      pairs.push([sorted[i]!, step]);
    pairs.sort(([a], [b]) => a - b);
    [this.#boundaries, this.#weights] = compress(pairs, this.epsilon);
  }

  /** The boundaries between `bins` bins of about as many values each. */
  boundaries(bins: number): number[] {
    const pairs = this.#boundaries.map((boundary, i): [number, number] => [boundary, this.#weights[i]!]);
    return compress(pairs, 1 / bins)[0].slice(0, -1);
  }
}

/** Fewer pairs that tell the same quantiles. */
function compress(
  pairs: readonly [number, number][],
  epsilon: number,
): [boundaries: number[], weights: number[]] {
  const boundaries = pairs.map(([boundary]) => boundary);
  const weights = pairs.map(([, weight]) => weight);
  if (pairs.length * epsilon < 1) return [boundaries, weights];
  let sum = 0;
  const sums = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  const shares = sums.map((part) => part / sum);
  const count = Math.ceil(1 / epsilon - 1e-9);
  const percents = Array.from({ length: count }, (_, i) => epsilon + i * epsilon);
  const reached = percents.map((percent) => interpolate(percent, shares, sums));
  return [
    percents.map((percent) => Math.fround(interpolate(percent, shares, boundaries))),
    reached.map((part, i) => Math.fround(part - (i === 0 ? 0 : reached[i - 1]!))),
  ];
}

/** The value at `x` of the line through (xs[i], ys[i]), level outside. */
function interpolate(x: number, xs: readonly number[], ys: readonly number[]): number {
  const next = xs.findIndex((one) => one > x);
  if (next === 0) return ys[0]!;
  if (next === -1) return ys.at(-1)!;
  const [left, right] = [xs[next - 1]!, xs[next]!];
  return ys[next - 1]! + ((ys[next]! - ys[next - 1]!) * (x - left)) / (right - left);
}
