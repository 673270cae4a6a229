/** Values of one epoch or of the running one, under Keras's log keys: `loss`, `accuracy`, `val_loss` ... */
export type FitLogs = Readonly<Record<string, number>>;

/** One epoch that is over, or the running one so far. */
export interface FitEpoch {
  /** Number of the epoch, 0 for the first, as callbacks receive it; people see one more. */
  readonly epoch: number;
  /** Mean values of the epoch. While it runs: those up to the last batch, without the `val_` keys. */
  readonly logs: FitLogs;
  /** The learning rate at the end of the epoch; `null` if the optimizer has none. */
  readonly learningRate: number | null;
  /** Training samples a second, validation not counted. */
  readonly samplesPerSecond: number;
  /** Seconds of the epoch, validation included. */
  readonly seconds: number;
  /** Batches of the epoch; `null` or absent while that is unknown. */
  readonly steps?: number | null;
}

/** The epoch that is running, or the one in which training was interrupted or failed. */
export interface FitCurrent extends FitEpoch {
  /** Batches done in this epoch. */
  readonly batch: number;
  /** Batches of an epoch; `null` while that is unknown (a generator in its first epoch). */
  readonly steps: number | null;
  /** True while the validation data is evaluated. */
  readonly validating?: boolean;
}

/** The value that tells which epoch is the best. */
export interface FitMonitor {
  /** A log key, as `val_loss`; EarlyStopping's or ModelCheckpoint's, else `val_loss`, else `loss`. */
  readonly name: string;
  readonly mode: 'min' | 'max';
}

/** How training stands, or how it ended. */
export type FitOutcome =
  | { readonly state: 'running' }
  | { readonly state: 'finished'; readonly restoredEpoch?: number }
  | {
      readonly state: 'stoppedEarly';
      /** The log key that was watched; absent if a callback simply set `stopTraining`. */
      readonly monitor?: string;
      /** Epochs without improvement that were allowed. */
      readonly patience?: number;
      /** A sentence instead of the usual one, as `loss is NaN` (TerminateOnNaN). */
      readonly reason?: string;
      /** The epoch (0-based) whose weights the model has now; absent if they were not restored. */
      readonly restoredEpoch?: number;
    }
  | { readonly state: 'interrupted' }
  | { readonly state: 'failed'; readonly message: string }
  /** The process that trained has died. */
  | { readonly state: 'lost' };

/**
 * All that the fit view shows, as plain data. The trainer hands in a fresh one as often as it likes;
 * the view sends at most a few a second.
 */
export interface FitState {
  /** Name of the model. */
  readonly modelName: string;
  readonly outcome: FitOutcome;
  /** The epoch (0-based) that this fit began with: fit's `initialEpoch`. */
  readonly initialEpoch: number;
  /** fit's `epochs`: the number of the last epoch as people count, not how many this call runs. */
  readonly epochs: number;
  /** The epochs that are over, oldest first. */
  readonly done: readonly FitEpoch[];
  /** The running epoch; `null` between epochs and after a regular end. Interrupted and failed keep it. */
  readonly current: FitCurrent | null;
  /**
   * The log keys that will come, in the order of the columns, `val_` keys included from the first batch on,
   * as `['loss', 'accuracy', 'val_loss', 'val_accuracy']`. Others that turn up in the logs are put behind.
   */
  readonly columns: readonly string[];
  readonly monitor: FitMonitor;
  /** True if a schedule or a callback can change the learning rate: then it is a column. */
  readonly learningRateCanChange: boolean;
  /** Training samples of an epoch; `null` while unknown. */
  readonly samples: number | null;
  /** Validation samples; `null` without validation or while unknown. */
  readonly validationSamples: number | null;
  /** True if they were split off the training data (`validationSplit`). */
  readonly validationHeldOut: boolean;
  /** Seconds since fit began. */
  readonly seconds: number;
  /** Bytes of all tensors alive, or of the process; `null` if not known. */
  readonly memoryBytes: number | null;
  /** The call that goes on after an interrupt; the view writes the usual one if absent. */
  readonly resume?: string;
}
