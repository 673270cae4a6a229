import { Adam, SGD } from '../optimizers/index.js';

/** tfjs's `tf.train.sgd(learningRate)`, as an optimizer of this library. */
export function sgd(learningRate = 0.01): SGD {
  return new SGD({ learningRate });
}

/** tfjs's `tf.train.adam(learningRate, beta1, beta2, epsilon)`. */
export function adam(learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7): Adam {
  return new Adam({ learningRate, beta1, beta2, epsilon });
}
