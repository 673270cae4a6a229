import { createGunzip, createInflate } from 'node:zlib';
import { RecordReader } from '../../support/tf-record.js';
import type { Element } from '../element.js';
import { HostTensor } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { TEXT } from '../tensor-spec.js';
import { openSource } from './source-stream.js';

/** How a TFRecord file is packed; TensorFlow's names. */
export const COMPRESSION_TYPES = ['', 'GZIP', 'ZLIB'] as const;

export type CompressionType = (typeof COMPRESSION_TYPES)[number];

/** The records of one TFRecord file, as scalars of bytes. Waits only where the next bytes are not there yet. */
export function records(
  source: string,
  compression: CompressionType,
  bufferSize: number | undefined,
): Stage<Element> {
  return {
    name: 'TFRecordDataset',
    details: source,
    cardinality: null,
    spec: () => TEXT,
    open() {
      const reader = new RecordReader(`TFRecordDataset: ${source}`);
      let pieces: AsyncGenerator<Uint8Array, void, undefined> | undefined;
      const record = (): Element | undefined => {
        const content = reader.next();
        return content && new HostTensor([content], [], 'string');
      };
      const more = async (): Promise<Element | null> => {
        pieces ??= unpacked(source, compression, bufferSize);
        for (;;) {
          const { done, value } = await pieces.next().catch((error: NodeJS.ErrnoException) => {
            // zlib's errors have numbers of their own; a file that is not there says so itself.
            throw error.code?.startsWith('Z_') ? reader.damaged(error.message, error) : error;
          });
          if (done) {
            reader.end();
            return null;
          }
          reader.push(value);
          const found = record();
          if (found !== undefined) return found;
        }
      };
      return {
        next: () => record() ?? more(),
        async close() {
          await pieces?.return();
        },
      };
    },
  };
}

async function* unpacked(
  source: string,
  compression: CompressionType,
  bufferSize: number | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const input = await openSource('TFRecordDataset', source, bufferSize);
  const unpack =
    compression === 'GZIP' ? createGunzip() : compression === 'ZLIB' ? createInflate() : undefined;
  if (unpack !== undefined) input.on('error', (error) => unpack.destroy(error));
  try {
    yield* unpack === undefined ? input : input.pipe(unpack);
  } finally {
    input.destroy();
    unpack?.destroy();
  }
}
