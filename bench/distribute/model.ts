/**
 * What cannot be run here, on paper: the time of an all-reduce of m bytes on n workers, where a message of b bytes takes
 * alpha + b * beta seconds (Hockney's model; Thakur, Rabenseifner and Gropp, 2005), without the time of the additions.
 */
export interface Network {
  /** Seconds before the first byte. */
  readonly alpha: number;
  /** Seconds a byte. */
  readonly beta: number;
}

/** A ring: 2 (n - 1) messages of m / n bytes, one behind the other. */
export function ring(bytes: number, workers: number, { alpha, beta }: Network): number {
  return 2 * (workers - 1) * (alpha + (bytes / workers) * beta);
}

/** A tree: to the root and back, log2 n messages of all bytes each way. */
export function tree(bytes: number, workers: number, { alpha, beta }: Network): number {
  return 2 * Math.ceil(Math.log2(workers)) * (alpha + bytes * beta);
}

/** Alpha and beta of two workers, from the times of a small and a large message, each of which crosses twice. */
export function networkOf(
  small: readonly [bytes: number, seconds: number],
  large: readonly [number, number],
): Network {
  const beta = Math.max(0, (large[1] - small[1]) / (large[0] - small[0]));
  return { alpha: Math.max(0, small[1] - small[0] * beta) / 2, beta };
}

/** How much of n times one worker's speed is left, where each step computes for some seconds and then exchanges. */
export function efficiency(step: number, exchange: number): number {
  return step / (step + exchange);
}
