import type { ShownShape } from './summary-data.js';

/** One component of a dataset's elements: a column, an output of its last stage. */
export interface DatasetComponent {
  /** Position or key, with a name if there is one: `0`, `0: images`, `label`. */
  readonly name: string;
  /** Shape of an element as it comes out, batch dimension included; `null` where it varies. */
  readonly shape: ShownShape;
  readonly dtype: string;
  /** Figures of the first element; absent for strings and if it was not read. */
  readonly min?: number;
  readonly mean?: number;
  readonly max?: number;
}

/** One stage of a pipeline, as `{ name: 'shuffle', details: 'buffer 10,000, seed 7' }`. */
export interface DatasetStage {
  readonly name: string;
  readonly details: string;
}

/** Everything that the view of a dataset shows. */
export interface DatasetData {
  /** Elements (batches, if it is batched) that it gives; `null` unknown, `Infinity` if it repeats for ever. */
  readonly cardinality: number | null;
  /** Rows of a batch; absent if the dataset is not batched. */
  readonly batchSize?: number;
  /** Single rows in an epoch; `null` if unknown. */
  readonly elements: number | null;
  /** Bytes of an epoch; `null` if unknown. */
  readonly bytes: number | null;
  readonly components: readonly DatasetComponent[];
  /** From the source to the last stage. */
  readonly stages: readonly DatasetStage[];
  /** The first images, if the elements are images: pixels of 1, 3 or 4 channels, and what they are labelled. */
  readonly images?: readonly {
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3 | 4;
    readonly bytes: Uint8Array;
    readonly label?: string;
  }[];
}
