export { setRandomSeed } from '../backends/random.js';
export {
  disableInteractiveLogging,
  enableInteractiveLogging,
  isInteractiveLoggingEnabled,
} from '../callbacks/interactive-logging.js';
export { audioDatasetFromDirectory } from '../data/audio-dataset-from-directory.js';
export { imageDatasetFromDirectory } from '../data/image-dataset-from-directory.js';
export { arrayToImg, imgToArray } from '../data/images/img.js';
export { loadImg } from '../data/images/load-img.js';
export { saveImg } from '../data/images/save-img.js';
export { packXYSampleWeight, unpackXYSampleWeight } from '../data/pack-x-y-sample-weight.js';
export { padSequences } from '../data/pad-sequences.js';
export { PyDataset, PyDataset as Sequence, type PyDatasetOptions } from '../data/py-dataset.js';
export { type SplitDatasetOptions, splitDataset } from '../data/split-dataset.js';
export { textDatasetFromDirectory } from '../data/text-dataset-from-directory.js';
export {
  type TimeseriesOptions,
  timeseriesDatasetFromArray,
} from '../data/timeseries-dataset-from-array.js';
export { toCategorical } from '../data/to-categorical.js';
export { type GetFileOptions, getFile } from '../datasets/get-file.js';
export { Progbar, type ProgbarOptions } from '../display/progbar.js';
export { getSourceInputs, isKerasTensor } from '../layers/source-inputs.js';
export { customObjectScope } from '../support/custom-objects.js';
export { clearSession } from './clear-session.js';
export {
  deserializeKerasObject,
  getRegisteredName,
  getRegisteredObject,
  serializeKerasObject,
} from './keras-object.js';
export { normalize } from './normalize.js';
export { type PlotModelOptions, plotModel } from './plot-model.js';
export { registerKerasSerializable } from './register-keras-serializable.js';
