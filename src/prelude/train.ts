import { Adadelta, Adagrad, Adam, Adamax, RMSprop, SGD } from '../optimizers/index.js';

export { Example } from '../data/example.js';

/** tfjs's `tf.train.sgd(learningRate)`, as an optimizer of this library. */
export function sgd(learningRate = 0.01): SGD {
  return new SGD({ learningRate });
}

/** tfjs's `tf.train.adam(learningRate, beta1, beta2, epsilon)`. */
export function adam(learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7): Adam {
  return new Adam({ learningRate, beta1, beta2, epsilon });
}

/** tfjs's `tf.train.momentum(learningRate, momentum, useNesterov)`. */
export function momentum(learningRate: number, momentum = 0.9, nesterov = false): SGD {
  return new SGD({ learningRate, momentum, nesterov });
}

/** tfjs's `tf.train.adagrad(learningRate, initialAccumulatorValue)`. */
export function adagrad(learningRate: number, initialAccumulatorValue = 0.1): Adagrad {
  return new Adagrad({ learningRate, initialAccumulatorValue });
}

/** tfjs's `tf.train.adadelta(learningRate, rho, epsilon)`. */
export function adadelta(learningRate = 0.001, rho = 0.95, epsilon = 1e-7): Adadelta {
  return new Adadelta({ learningRate, rho, epsilon });
}

/** tfjs's `tf.train.adamax(learningRate, beta1, beta2, epsilon)`. */
export function adamax(learningRate = 0.002, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7): Adamax {
  return new Adamax({ learningRate, beta1, beta2, epsilon });
}

/** tfjs's `tf.train.rmsprop(learningRate, decay, momentum, epsilon, centered)`. */
export function rmsprop(
  learningRate: number,
  decay = 0.9,
  momentum = 0,
  epsilon = 1e-7,
  centered = false,
): RMSprop {
  return new RMSprop({ learningRate, rho: decay, momentum, epsilon, centered });
}
