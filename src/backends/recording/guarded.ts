import * as tf from '@tensorflow/tfjs-core';

/**
 * What works on a backend's memory without an operation of the engine. It goes through methods of the engine all the same: a
 * kernel of Jupyter guards those from being terminated in the middle, and ends `runRecorded` before it begins when somebody
 * asks to stop.
 */
interface Guarded {
  runRecorded(work: () => void): void;
  keepRecorded(work: () => void): void;
}

const engine = tf.engine() as unknown as Guarded;
engine.runRecorded = (work) => work();
engine.keepRecorded = (work) => work();

/** Runs work that computes; may throw before it begins, when somebody asks to stop. */
export function compute(work: () => void): void {
  engine.runRecorded(work);
}

/** Runs work that keeps the books: it is done in any case. */
export function keepBooks(work: () => void): void {
  engine.keepRecorded(work);
}
