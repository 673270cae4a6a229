import * as tf from '@tensorflow/tfjs-core';
import type { FitPosition } from '../../../src/callbacks/fit-position.js';
import type { Training } from '../../../src/callbacks/training.js';
import type { SavedState } from '../../../src/saving/saveable.js';

/** A model of one weight, as callbacks see it. */
export class FakeTraining implements Training {
  readonly className = 'Model';
  built = true;
  fitPosition: FitPosition | null = null;
  /** What it was asked to write. */
  readonly written: string[] = [];

  readonly name = 'fake';
  replicaId = 0;
  stopTraining = false;
  stopEvaluating = false;
  stopPredicting = false;
  readonly optimizer = { learningRate: 0.1 };
  weight = 0;

  getWeights(): tf.Tensor[] {
    return [tf.scalar(this.weight)];
  }

  setWeights([weight]: readonly (tf.Tensor | tf.TensorLike)[]): void {
    this.weight = (weight as tf.Scalar).arraySync();
  }

  metricDirection(name: string): 'up' | 'down' | undefined {
    return name === 'accuracy' ? 'up' : undefined;
  }

  toJson(): string {
    return '{}';
  }

  async save(path: string): Promise<void> {
    this.written.push(path);
  }

  async saveWeights(path: string): Promise<void> {
    this.written.push(path);
  }

  savedState(): SavedState {
    return { variables: [], parts: {} };
  }
}
