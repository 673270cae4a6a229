import { checkOptions, checkPositiveInteger } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { readWholeFile } from '../support/read-whole-file.js';
import { decodeWav } from './audio/decode-wav.js';
import {
  DIRECTORY_OPTIONS,
  type DirectoryDatasets,
  type DirectoryOptions,
  directoryDatasets,
} from './folders/directory-dataset.js';
import { loadFiles } from './folders/load-files.js';
import { HostTensor } from './host-tensor.js';
import { batch } from './stages/batch.js';
import { paddedBatch } from './stages/padded-batch.js';
import { TensorSpec } from './tensor-spec.js';

/** Options of {@link audioDatasetFromDirectory}. */
export interface AudioDirectoryOptions extends DirectoryOptions {
  /** Values of each sound: longer ones are cut off, shorter ones filled up with 0. As long as the longest of a batch by default. */
  readonly outputSequenceLength?: number | null | undefined;
  /** Keras resamples by tensorflow_io, which is not here: only null. */
  readonly samplingRate?: null | undefined;
  /** There are no ragged tensors here: only false. */
  readonly ragged?: false | undefined;
}

const WHERE = 'audioDatasetFromDirectory';

/**
 * Batches of the sounds (`.wav`) in a folder: float32 from -1 to 1 of the shape [n, length, channels], with labels
 * `[sounds, labels]`. A folder in it is a class. `classNames` and `filePaths` of the dataset say what there is.
 *
 * @throws ValueError when the folder, its classes or the options do not fit; in reading, when a sound cannot be decoded
 * @see https://keras.io/api/data_loading/audio/
 * @example
 * const words = data.audioDatasetFromDirectory('words', { outputSequenceLength: 16_000, batchSize: 8 });
 * for await (const [sounds, labels] of words) console.log(sounds.shape, labels.shape); // [8, 16000, 1] [8]
 */
export function audioDatasetFromDirectory<const O extends AudioDirectoryOptions = AudioDirectoryOptions>(
  directory: string,
  options?: O,
): DirectoryDatasets<O> {
  const names = [...DIRECTORY_OPTIONS, 'outputSequenceLength', 'samplingRate', 'ragged'];
  const given = checkOptions<AudioDirectoryOptions>(WHERE, options ?? {}, names);
  const { outputSequenceLength: length = null, samplingRate = null, ragged = false } = given;
  if (samplingRate !== null)
    throw new ValueError(`${WHERE}: sounds are not resampled here; received samplingRate ${samplingRate}.`, {
      fix: 'ffmpeg -i sound.wav -ar 16000 resampled.wav',
    });
  if (ragged) {
    throw new ValueError(`${WHERE}: expected no ragged tensors, which are not here; received ragged: true.`, {
      fix: 'leave it out: batches are filled up with 0, or outputSequenceLength: 16_000',
    });
  }
  if (length !== null) checkPositiveInteger(WHERE, 'outputSequenceLength', length);
  const load = async (path: string): Promise<HostTensor> => {
    const { values, channels } = decodeWav(`${WHERE}: ${path}`, await readWholeFile(WHERE, path));
    if (length === null) return new HostTensor(values, [values.length / channels, channels], 'float32');
    const fitted = new Float32Array(length * channels);
    fitted.set(values.subarray(0, fitted.length));
    return new HostTensor(fitted, [length, channels], 'float32');
  };
  const value = new TensorSpec({ shape: [length, null] });
  return directoryDatasets(
    directory,
    {
      where: WHERE,
      what: 'sounds',
      formats: ['.wav'],
      load: (input) => loadFiles(input, 'loadSounds', load, value),
      join: (input, size) => (length === null ? paddedBatch(input, size, {}) : batch(input, size, false)),
    },
    given,
  ) as DirectoryDatasets<O>;
}
