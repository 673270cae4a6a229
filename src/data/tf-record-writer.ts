import { Gzip, Zlib } from 'fflate';
import { AtomicWriter } from '../support/atomic-writer.js';
import { checkChoice, checkOptions, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { frameRecord } from '../support/tf-record.js';
import { COMPRESSION_TYPES, type CompressionType } from './sources/records.js';

/** Options of {@link TFRecordWriter}. */
export interface TFRecordWriterOptions {
  /** `''` (not packed, the default), `'GZIP'` or `'ZLIB'`. */
  readonly compressionType?: CompressionType | null | undefined;
}

const WHERE = 'TFRecordWriter';

/**
 * Writes a TFRecord file, which TensorFlow reads too. The file has its name once `close` was called and is complete
 * then; `using writer = ...` closes it by itself.
 * See https://www.tensorflow.org/api_docs/python/tf/io/TFRecordWriter.
 *
 * @throws ValueError when it cannot be written
 * @example
 * const writer = new data.TFRecordWriter('train.tfrecord', { compressionType: 'GZIP' });
 * writer.write(data.Example.encode({ image: Float32Array.of(0, 0.5, 1), label: Int32Array.of(7) }));
 * writer.close();
 */
export class TFRecordWriter {
  readonly #file: AtomicWriter;
  readonly #pack: Gzip | Zlib | undefined;

  constructor(path: string, options: TFRecordWriterOptions = {}) {
    if (typeof path !== 'string' || path === '')
      throw new ValueError(`${WHERE}: expected the name of a file; received ${show(path)}.`);
    const { compressionType } = checkOptions(WHERE, options, ['compressionType']);
    const type = checkChoice(WHERE, 'compressionType', compressionType ?? '', COMPRESSION_TYPES);
    this.#file = new AtomicWriter(WHERE, path);
    const put = (bytes: Uint8Array) => this.#file.write(bytes);
    this.#pack = type === 'GZIP' ? new Gzip(put) : type === 'ZLIB' ? new Zlib(put) : undefined;
  }

  /** Adds a record: bytes, or text in UTF-8. */
  write(record: Uint8Array | string): void {
    this.#checkOpen();
    const content = typeof record === 'string' ? Buffer.from(record) : record;
    if (!(content instanceof Uint8Array)) {
      throw new ValueError(`${WHERE}: expected bytes or a text; received ${show(record)}.`, {
        fix: 'data.Example.encode({ ... }) makes bytes of values',
      });
    }
    const framed = frameRecord(content);
    if (this.#pack === undefined) this.#file.write(framed);
    else this.#pack.push(framed);
  }

  /** Gives the system what was written so far; of a packed file, what is packed so far. */
  flush(): void {
    this.#checkOpen();
    this.#file.flush();
  }

  /** Ends the file, which has its name from now on. */
  close(): void {
    if (!this.#file.isOpen) return;
    this.#pack?.push(new Uint8Array(0), true);
    this.#file.commit();
  }

  /** Leaves no file behind. */
  abort(): void {
    this.#file.abort();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #checkOpen(): void {
    if (!this.#file.isOpen) throw new ValueError(`${WHERE}: ${this.#file.path} is closed.`);
  }
}
