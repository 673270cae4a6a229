/** The rows of a batch that a replica takes; `count` 0: it takes a stand-in. */
export interface PartOfBatch {
  readonly start: number;
  readonly count: number;
}

/** Parts as equal as they can be; the first ones have what is left over, as in TensorFlow. */
export function partOfBatch(size: number, id: number, replicas: number): PartOfBatch {
  const [even, over] = [Math.floor(size / replicas), size % replicas];
  return { start: id * even + Math.min(id, over), count: even + (id < over ? 1 : 0) };
}
