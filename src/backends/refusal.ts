import * as tf from '@tensorflow/tfjs-core';

/** From now on whatever computes throws what `refusal` makes: tfjs would look for a backend by itself, and say less. */
export function refuseToCompute(refusal: () => Error): void {
  Object.defineProperty(tf.engine(), 'backend', {
    configurable: true,
    get() {
      throw refusal();
    },
  });
}

/** Takes {@link refuseToCompute} back. */
export function allowToCompute(): void {
  Reflect.deleteProperty(tf.engine(), 'backend');
}
