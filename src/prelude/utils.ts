export { setRandomSeed } from '../backends/random.js';
export { imageDatasetFromDirectory } from '../data/image-dataset-from-directory.js';
export { arrayToImg, imgToArray } from '../data/images/img.js';
export { loadImg } from '../data/images/load-img.js';
export { saveImg } from '../data/images/save-img.js';
export { padSequences } from '../data/pad-sequences.js';
export { textDatasetFromDirectory } from '../data/text-dataset-from-directory.js';
export { toCategorical } from '../data/to-categorical.js';
export { registerKerasSerializable } from './register-keras-serializable.js';
