import type * as tf from '@tensorflow/tfjs-core';
import { checkChoice, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Dataset } from './dataset.js';
import { ELEMENTS, type Element, isInnerPipeline } from './element.js';
import { HostTensor } from './host-tensor.js';
import { sourceList } from './sources/list-files.js';
import { COMPRESSION_TYPES, type CompressionType, records } from './sources/records.js';
import { AUTOTUNE, listStage, type Stage } from './stage.js';
import { flatMap } from './stages/flat-map.js';
import { interleave } from './stages/interleave.js';

/** Options of {@link TFRecordDataset}. */
export interface TFRecordDatasetOptions {
  /** `''` (not packed, the default), `'GZIP'` or `'ZLIB'`. */
  readonly compressionType?: CompressionType | null | undefined;
  /** Bytes of a file that are read at a time; 256 KiB by default. */
  readonly bufferSize?: number | null | undefined;
  /** Files that are read in turn, one record from each; one file after the other by default. AUTOTUNE is 4. */
  readonly numParallelReads?: number | null | undefined;
}

const WHERE = 'TFRecordDataset';
const BUFFER_SIZE = 2 ** 18;
const PARALLEL_READS = 4;

/**
 * The records of TFRecord files as string scalars that hold bytes: what {@link parseSingleExample} takes.
 * See https://www.tensorflow.org/api_docs/python/tf/data/TFRecordDataset.
 *
 * @throws ValueError (in reading) when a file is not there or damaged; it names the file, the record and its place
 * @example
 * const writer = new data.TFRecordWriter('numbers.tfrecord');
 * for (let i = 0; i < 3; i++) writer.write(data.Example.encode({ n: Int32Array.of(i) }));
 * writer.close();
 * new data.TFRecordDataset('numbers.tfrecord')
 *   .map((record) => data.parseSingleExample(record, { n: new data.FixedLenFeature([], 'int64') }).n)
 *   .batch(3); // [0, 1, 2]
 */
export class TFRecordDataset extends Dataset<tf.Scalar> {
  /** `filenames`: paths or addresses (file:, http:, https:), or a dataset of them. */
  constructor(
    filenames: string | readonly string[] | Dataset<tf.Scalar>,
    options: TFRecordDatasetOptions = {},
  ) {
    const { compressionType, bufferSize, numParallelReads } = checkOptions(WHERE, options, [
      'compressionType',
      'bufferSize',
      'numParallelReads',
    ]);
    const compression = checkChoice(WHERE, 'compressionType', compressionType ?? '', COMPRESSION_TYPES);
    const size = checkPositiveInteger(WHERE, 'bufferSize', bufferSize ?? BUFFER_SIZE);
    const cycleLength =
      numParallelReads === AUTOTUNE
        ? PARALLEL_READS
        : checkPositiveInteger(WHERE, 'numParallelReads', numParallelReads ?? 1);
    const read = (file: tf.Tensor) => Dataset.fromStage(records(nameOf(file), compression, size));
    const names = namesStage(filenames);
    const stage = cycleLength === 1 ? flatMap(names, read) : interleave(names, read, { cycleLength });
    super({ stage: { ...stage, name: WHERE, details: names.details }, rows: null });
  }
}

function namesStage(filenames: unknown): Stage<Element> {
  if (isInnerPipeline(filenames)) return filenames[ELEMENTS];
  const list = sourceList(WHERE, filenames as string | readonly string[]);
  return listStage(
    'files',
    list.join(', '),
    list.map((name) => new HostTensor([name], [], 'string')),
  );
}

function nameOf(file: tf.Tensor): string {
  const name = file?.dtype === 'string' && file.size === 1 ? file.dataSync()[0] : file;
  if (typeof name === 'string') return name;
  throw new ValueError(`${WHERE}: expected the name of a file; received ${show(name)}.`);
}
