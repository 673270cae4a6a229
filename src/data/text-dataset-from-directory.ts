import { checkOptions, checkPositiveInteger } from '../support/check.js';
import { readWholeFile } from '../support/read-whole-file.js';
import {
  DIRECTORY_OPTIONS,
  type DirectoryDatasets,
  type DirectoryOptions,
  directoryDatasets,
} from './folders/directory-dataset.js';
import { loadFiles } from './folders/load-files.js';
import { HostTensor } from './host-tensor.js';
import { TEXT } from './tensor-spec.js';

/** Options of {@link textDatasetFromDirectory}. */
export interface TextDirectoryOptions extends DirectoryOptions {
  /** Bytes of a text; the rest is cut off. All by default. */
  readonly maxLength?: number | null | undefined;
}

const WHERE = 'textDatasetFromDirectory';

/**
 * Batches of the text files (`.txt`) in a folder: string tensors of the shape [n], with labels `[texts, labels]`. A folder
 * in it is a class. `classNames` and `filePaths` of the dataset say what there is.
 *
 * @throws ValueError when the folder, its classes or the options do not fit
 * @see https://keras.io/api/data_loading/text/
 * @example
 * const reviews = data.textDatasetFromDirectory('reviews', { labelMode: 'binary', batchSize: 8 });
 * console.log(reviews.classNames); // [ 'negative', 'positive' ]
 */
export function textDatasetFromDirectory<const O extends TextDirectoryOptions = TextDirectoryOptions>(
  directory: string,
  options?: O,
): DirectoryDatasets<O> {
  const given = checkOptions<TextDirectoryOptions>(WHERE, options ?? {}, [...DIRECTORY_OPTIONS, 'maxLength']);
  const { maxLength } = given;
  if (maxLength != null) checkPositiveInteger(WHERE, 'maxLength', maxLength);
  const load = async (path: string): Promise<HostTensor> => {
    const bytes = await readWholeFile(WHERE, path);
    return new HostTensor([maxLength == null ? bytes : bytes.subarray(0, maxLength)], [], 'string');
  };
  return directoryDatasets(
    directory,
    {
      where: WHERE,
      what: 'text files',
      formats: ['.txt'],
      load: (input) => loadFiles(input, 'loadTexts', load, TEXT),
    },
    given,
  ) as DirectoryDatasets<O>;
}
