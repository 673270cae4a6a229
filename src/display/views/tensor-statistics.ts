/** Figures of a tensor's values. NaN and infinities are counted, not averaged. */
export interface TensorStatistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
  readonly nan: number;
  readonly infinite: number;
  /** Values that are finite. */
  readonly finite: number;
  /** Counts of the finite values in equal bins from min to max. */
  readonly bins: readonly number[];
}

const BINS = 24;

/** Looks at every value twice. With no finite value min, max, mean and std are NaN. */
export function tensorStatistics(values: ArrayLike<number>, bins = BINS): TensorStatistics {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let nan = 0;
  let infinite = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) nan++;
    else if (value === Infinity || value === -Infinity) infinite++;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
  }
  const finite = values.length - nan - infinite;
  const counts = new Array<number>(bins).fill(0);
  if (finite === 0) {
    return { min: NaN, max: NaN, mean: NaN, std: NaN, nan, infinite, finite, bins: counts };
  }
  const mean = sum / finite;
  const scale = max > min ? bins / (max - min) : 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    const bin = Math.min(bins - 1, Math.floor((value - min) * scale));
    counts[bin] = counts[bin]! + 1;
  }
  return { min, max, mean, std: Math.sqrt(squares / finite), nan, infinite, finite, bins: counts };
}
