import { checkFinite, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { CallbackState } from './callback-state.js';
import { lastBatchOf } from './fit-position.js';
import { MonitorCallback, type MonitorOptions } from './monitor-callback.js';
import { fillPath } from './path-template.js';
import type { Logs } from './training.js';

/** Options of {@link ModelCheckpoint}. */
export interface ModelCheckpointOptions extends Omit<MonitorOptions, 'minDelta'> {
  /** True: writes only when the watched value is the best so far. False by default. */
  readonly saveBestOnly?: boolean;
  /** True: writes the weights alone; the path ends in `.weights.h5` then. False by default. */
  readonly saveWeightsOnly?: boolean;
  /** 'epoch', the default: at the end of each epoch; a number: after so many batches. */
  readonly saveFreq?: 'epoch' | number;
  /** A value that has to be beaten before anything is written. */
  readonly initialValueThreshold?: number | null;
  /** 1 prints what it does. */
  readonly verbose?: 0 | 1;
}

/**
 * Writes the model, or its weights, while it trains. The path may have fields: `{epoch:02d}`, `{batch}`, and the values
 * of the logs, as in `model-{epoch:02d}-{val_loss:.3f}.keras`. A file is written whole or not at all.
 * See https://keras.io/api/callbacks/model_checkpoint/.
 *
 * @example
 * new callbacks.ModelCheckpoint('best_model.keras', { monitor: 'val_loss', saveBestOnly: true });
 */
export class ModelCheckpoint extends MonitorCallback {
  override readonly chiefOnly: boolean = true;
  readonly saveBestOnly: boolean;
  readonly saveWeightsOnly: boolean;
  readonly saveFreq: 'epoch' | number;
  readonly verbose: 0 | 1;
  /** The best value so far; null before the first. */
  best: number | null;
  #epoch = 0;
  #batchesSince = 0;
  #lastBatch = -1;

  constructor(
    readonly filepath: string,
    options: ModelCheckpointOptions = {},
  ) {
    const where = 'ModelCheckpoint';
    checkOptions(where, options, [
      'monitor',
      'mode',
      'saveBestOnly',
      'saveWeightsOnly',
      'saveFreq',
      'initialValueThreshold',
      'verbose',
    ]);
    super(where, options);
    this.saveBestOnly = options.saveBestOnly ?? false;
    this.saveWeightsOnly = options.saveWeightsOnly ?? false;
    this.verbose = options.verbose ?? 0;
    const { saveFreq = 'epoch', initialValueThreshold = null } = options;
    this.saveFreq = saveFreq === 'epoch' ? saveFreq : checkPositiveInteger(where, 'saveFreq', saveFreq);
    this.best =
      initialValueThreshold === null
        ? null
        : checkFinite(where, 'initialValueThreshold', initialValueThreshold);
    checkPath(filepath, this.saveWeightsOnly);
    // Only who has the hook has the logs read at every batch.
    if (saveFreq !== 'epoch') this.onTrainBatchEnd = (batch, logs) => this.#afterBatch(batch, logs);
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
    this.#lastBatch = lastBatchOf(this.model.fitPosition, epoch);
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    if (this.saveFreq === 'epoch')
      await this.#save(fillPath('ModelCheckpoint', this.filepath, { ...logs, epoch: epoch + 1 }), logs);
  }

  override backupState(): CallbackState {
    return { values: { best: this.best, batches: this.#batchesSince } };
  }

  override restoreState({ values }: CallbackState): void {
    this.best = values['best'] as number | null;
    this.#batchesSince = values['batches'] as number;
  }

  async #afterBatch(batch: number, logs: Logs): Promise<void> {
    this.#batchesSince += batch - this.#lastBatch;
    this.#lastBatch = batch;
    if (this.#batchesSince < (this.saveFreq as number)) return;
    this.#batchesSince = 0;
    const values = { ...logs, epoch: this.#epoch + 1, batch: batch + 1 };
    await this.#save(fillPath('ModelCheckpoint', this.filepath, values), logs);
  }

  async #save(path: string, logs: Logs): Promise<void> {
    if (!this.#isDue(logs)) return;
    if (this.saveWeightsOnly) await this.model.saveWeights(path);
    else await this.model.save(path);
    this.#say(`saved ${path}`);
  }

  /** Without the watched value it is better to write than to lose the epoch, as in Keras. */
  #isDue(logs: Logs): boolean {
    if (!this.saveBestOnly) return true;
    const current = this.watched(logs);
    if (current === undefined) return true;
    const better = this.isBetter(current, this.best);
    const from = this.best ?? 'none';
    this.#say(
      `${this.monitor} ${better ? `improved from ${from} to ${current}` : `did not improve from ${from}`}`,
    );
    if (better) this.best = current;
    return better;
  }

  #say(what: string): void {
    if (this.verbose > 0) console.log(`Epoch ${this.#epoch + 1}: ${what}`);
  }
}

function checkPath(path: unknown, weightsOnly: boolean): void {
  const endings = weightsOnly ? ['.weights.h5'] : ['.keras', '.h5', '.hdf5'];
  if (typeof path === 'string' && endings.some((ending) => path.endsWith(ending))) return;
  throw new ValueError(
    `ModelCheckpoint: expected a path that ends in ${endings.join(' or ')}${weightsOnly ? ', as saveWeightsOnly is true' : ''}; received ${show(path)}.`,
    { fix: `new callbacks.ModelCheckpoint('best${endings[0]}')` },
  );
}
