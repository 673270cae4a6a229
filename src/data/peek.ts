let peeking = false;

/** Reads the first element of a pipeline to know its shape: what its generators give meanwhile is kept for their next reading. */
export function peek<T>(look: () => T): T {
  const before = peeking;
  peeking = true;
  try {
    return look();
  } finally {
    peeking = before;
  }
}

/** True while somebody does. */
export function isPeeking(): boolean {
  return peeking;
}
