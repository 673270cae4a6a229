import type { CallbackLike } from '../callbacks/callback.js';
import type { ClassWeight } from '../data/class-weight.js';
import { type BatchIterable, type DataStructure, isBatchIterable } from '../data/iterable-source.js';
import {
  checkFinite,
  checkNaturalNumber,
  checkOptions,
  checkPositiveInteger,
  show,
} from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** How much is shown: 'auto' by where the output goes, 0 nothing, 1 Keras's bars, 2 one line an epoch. */
export type Verbose = 'auto' | 0 | 1 | 2 | boolean;

/** Callbacks, one or several. */
export type Callbacks = CallbackLike | readonly CallbackLike[];

/** Validation data: `[x, y]`, `[x, y, sampleWeight]`, or batches. */
export type ValidationData =
  | readonly [x: DataStructure, y?: DataStructure | null, sampleWeight?: DataStructure | null]
  | BatchIterable;

/** Options of `model.fit`. */
export interface FitOptions {
  /** Samples of a batch; 32 by default. Not with a data set, which has batches already. */
  readonly batchSize?: number | null | undefined;
  /** The number of the last epoch; 1 by default. */
  readonly epochs?: number | undefined;
  readonly verbose?: Verbose | undefined;
  readonly callbacks?: Callbacks | null | undefined;
  /** The share of the samples, taken from the end before shuffling, that validates instead of training. */
  readonly validationSplit?: number | undefined;
  readonly validationData?: ValidationData | null | undefined;
  /** True, the default: a new order in each epoch. */
  readonly shuffle?: boolean | undefined;
  /** What each class counts, by its number: `{ 0: 1, 1: 5 }`. */
  readonly classWeight?: ClassWeight | null | undefined;
  /** What each sample counts: `[samples]`, for several outputs also in the structure of the labels. */
  readonly sampleWeight?: DataStructure | null | undefined;
  /** The epoch (from 0) to begin with, to go on with a training. */
  readonly initialEpoch?: number | undefined;
  /** Batches of an epoch; by default until the data ends. */
  readonly stepsPerEpoch?: number | null | undefined;
  /** Batches of a validation; by default all. */
  readonly validationSteps?: number | null | undefined;
  /** `batchSize` by default. */
  readonly validationBatchSize?: number | null | undefined;
  /** Validates after every so many epochs, or after the listed ones (counted from 1); 1 by default. */
  readonly validationFreq?: number | readonly number[] | undefined;
}

/** Options of `model.evaluate`. */
export interface EvaluateOptions {
  /** 32 by default. */
  readonly batchSize?: number | null | undefined;
  readonly verbose?: Verbose | undefined;
  readonly sampleWeight?: DataStructure | null | undefined;
  /** Batches at most. */
  readonly steps?: number | null | undefined;
  readonly callbacks?: Callbacks | null | undefined;
  /** True: `{ loss, accuracy }` in place of `[loss, accuracy]`. */
  readonly returnDict?: boolean | undefined;
}

/** Options of `model.predict`. */
export interface PredictOptions {
  /** 32 by default. */
  readonly batchSize?: number | null | undefined;
  /** 1 and 2 print Keras's bar or line; 'auto', the default, says nothing. */
  readonly verbose?: Verbose | undefined;
  /** Batches at most. */
  readonly steps?: number | null | undefined;
  readonly callbacks?: Callbacks | null | undefined;
}

/** The names of {@link FitOptions}. */
export const FIT: readonly (keyof FitOptions)[] = [
  'batchSize',
  'epochs',
  'verbose',
  'callbacks',
  'validationSplit',
  'validationData',
  'shuffle',
  'classWeight',
  'sampleWeight',
  'initialEpoch',
  'stepsPerEpoch',
  'validationSteps',
  'validationBatchSize',
  'validationFreq',
];
/** The names of {@link EvaluateOptions}. */
export const EVALUATE: readonly (keyof EvaluateOptions)[] = [
  'batchSize',
  'verbose',
  'sampleWeight',
  'steps',
  'callbacks',
  'returnDict',
];
const PREDICT: readonly (keyof PredictOptions)[] = ['batchSize', 'verbose', 'steps', 'callbacks'];

/** Throws where an option of fit is unknown or out of range. */
export function checkFitOptions(options: FitOptions): void {
  checkOptions('fit', options, FIT);
  checkCounts('fit', options as Readonly<Record<string, unknown>>);
  const { validationSplit = 0, validationFreq = 1 } = options;
  if (checkFinite('fit', 'validationSplit', validationSplit) < 0 || validationSplit >= 1) {
    throw new ValueError(`fit: validationSplit must be in [0, 1); received ${validationSplit}.`);
  }
  if (typeof validationFreq === 'number') checkPositiveInteger('fit', 'validationFreq', validationFreq);
  else if (!Array.isArray(validationFreq)) {
    throw new ValueError(
      `fit: validationFreq must be a number or a list of epochs; received ${show(validationFreq)}.`,
    );
  }
  if (options.shuffle !== undefined && typeof options.shuffle !== 'boolean') {
    throw new ValueError(`fit: shuffle must be true or false; received ${show(options.shuffle)}.`);
  }
  checkVerbose('fit', options.verbose);
}

/** Throws where an option of evaluate is unknown or out of range. */
export function checkEvaluateOptions(options: EvaluateOptions): void {
  checkOptions('evaluate', options, EVALUATE);
  checkCounts('evaluate', options as Readonly<Record<string, unknown>>);
  checkVerbose('evaluate', options.verbose);
}

/** Throws where an option of predict is unknown or out of range. */
export function checkPredictOptions(options: PredictOptions): void {
  checkOptions('predict', options, PREDICT);
  checkCounts('predict', options as Readonly<Record<string, unknown>>);
  checkVerbose('predict', options.verbose);
}

function checkCounts(where: string, options: Readonly<Record<string, unknown>>): void {
  for (const name of ['batchSize', 'stepsPerEpoch', 'validationSteps', 'validationBatchSize', 'steps']) {
    if (options[name] != null) checkPositiveInteger(where, name, options[name]);
  }
  for (const name of ['epochs', 'initialEpoch']) {
    if (options[name] !== undefined) checkNaturalNumber(where, name, options[name]);
  }
}

function checkVerbose(where: string, verbose: unknown): void {
  if (verbose === undefined || [0, 1, 2, 'auto', true, false].includes(verbose as number)) return;
  throw new ValueError(`${where}: verbose must be 0, 1, 2 or 'auto'; received ${show(verbose)}.`);
}

/** The second argument is the labels for data, and the options for a data set. */
export function labelsAndOptions<O extends object>(
  x: unknown,
  second: unknown,
  third: O | undefined,
): readonly [DataStructure | null | undefined, O] {
  if (isBatchIterable(x) && third === undefined) return [undefined, (second ?? {}) as O];
  return [second as DataStructure | null | undefined, third ?? ({} as O)];
}
