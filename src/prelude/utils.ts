export { setRandomSeed } from '../backends/random.js';
export { toCategorical } from '../data/to-categorical.js';
export { registerKerasSerializable } from './register-keras-serializable.js';
