import type { FitOptions } from './fit-options.js';

/** Options of tfjs's `model.fitDataset`: those of `fit`, and tfjs's names of two of them. */
export interface FitDatasetOptions extends FitOptions {
  /** tfjs's name of `stepsPerEpoch`. */
  readonly batchesPerEpoch?: number | undefined;
  /** tfjs's name of `validationSteps`. */
  readonly validationBatches?: number | undefined;
}

/** The options as `fit` takes them. */
export function fitOptions(options: FitDatasetOptions): FitOptions {
  const { batchesPerEpoch, validationBatches, ...same } = options;
  return {
    ...(batchesPerEpoch !== undefined && { stepsPerEpoch: batchesPerEpoch }),
    ...(validationBatches !== undefined && { validationSteps: validationBatches }),
    ...same,
  };
}
