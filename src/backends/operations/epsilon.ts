/** Keras's `backend.epsilon()`: what keeps quotients and logarithms of nearly zero finite. */
export const EPSILON = 1e-7;
