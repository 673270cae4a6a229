import * as tf from '@tensorflow/tfjs-core';
import type { Training } from '../../../src/callbacks/training.js';

/** A model of one weight, as callbacks see it. */
export class FakeTraining implements Training {
  readonly name = 'fake';
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
}
