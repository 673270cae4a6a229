import { existsSync } from 'node:fs';
import { copyFile, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getRandomState, type RandomState } from '../backends/random.js';
import { variablesInMemory } from '../backends/webgpu/values-in-memory.js';
import { readH5, writeH5 } from '../saving/hdf5/h5-thread.js';
import { groupAt, type H5Group, makeGroup, numberedArrays } from '../saving/hdf5/h5-tree.js';
import { savedPlaces } from '../saving/saveable.js';
import { adapterArrays, assignAdapters, assignWeights, weightsGroup } from '../saving/saved-weights.js';
import { writeFileAtomically } from '../support/atomic-file.js';
import { checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback } from './callback.js';
import { type FitPosition, lastBatchOf, type ResumePoint } from './fit-position.js';
import { fromJsonNumber, restoreCallbacks, saveCallbacks, toJsonNumber } from './saved-callbacks.js';
import type { Logs } from './training.js';

/** Options of {@link BackupAndRestore}. */
export interface BackupAndRestoreOptions {
  /** 'epoch', the default: at the end of each epoch; a number: after so many batches, too. */
  readonly saveFreq?: 'epoch' | number;
  /** True: keeps the backup before the last one, and takes it where the last one is damaged. False by default. */
  readonly doubleCheckpoint?: boolean;
  /** False: leaves the backup when training is done. True by default. */
  readonly deleteCheckpoint?: boolean;
}

const FILE = 'latest.weights.h5';
const PREVIOUS = `${FILE}.bkp`;
/** Beside the weights, where Keras does not look. */
const GROUP = 'cellgrad_training';
const CALLBACKS = 'callbacks';
const ADAPTERS = 'adapters';

/**
 * Goes on with a training that was killed: run the same program again, and it ends with the very weights and history of
 * a run that nothing has broken. A backup has weights, the optimizer's state, metrics, random numbers, the place in the
 * data and the history; the model has to be built before `fit`, and the data has to come in the same order again.
 * What other callbacks have counted is in it too (`backupState` of a callback).
 * See https://keras.io/api/callbacks/backup_and_restore/.
 *
 * @example
 * new callbacks.BackupAndRestore('backup', { saveFreq: 100 });
 */
export class BackupAndRestore extends Callback {
  override readonly runsLast: boolean = true;
  readonly saveFreq: 'epoch' | number;
  readonly doubleCheckpoint: boolean;
  readonly deleteCheckpoint: boolean;
  #epoch = 0;
  #batchesSince = 0;
  #lastBatch = -1;
  #epochs: (readonly [epoch: number, logs: Logs])[] = [];

  constructor(
    readonly backupDir: string,
    options: BackupAndRestoreOptions = {},
  ) {
    super();
    const where = 'BackupAndRestore';
    if (typeof backupDir !== 'string' || backupDir === '') {
      throw new ValueError(`${where}: expected the path of a folder; received ${show(backupDir)}.`, {
        fix: "new callbacks.BackupAndRestore('backup')",
      });
    }
    checkOptions(where, options, ['saveFreq', 'doubleCheckpoint', 'deleteCheckpoint']);
    const { saveFreq = 'epoch' } = options;
    this.saveFreq = saveFreq === 'epoch' ? saveFreq : checkPositiveInteger(where, 'saveFreq', saveFreq);
    this.doubleCheckpoint = options.doubleCheckpoint ?? false;
    this.deleteCheckpoint = options.deleteCheckpoint ?? true;
    // Only who has the hook has the logs read at every batch.
    if (saveFreq !== 'epoch') this.onTrainBatchEnd = (batch) => this.#afterBatch(batch);
  }

  override async onTrainBegin(): Promise<void> {
    if (!this.model.built) {
      throw new ValueError(
        'BackupAndRestore: expected a model that is built before fit; it has no weights yet.',
        {
          fix: 'give the first layer inputShape, or model.build([null, 784])',
        },
      );
    }
    this.#epochs = [];
    this.#batchesSince = 0;
    const path = join(this.backupDir, FILE);
    const bytes = this.#position().ofFirst(this.model.replicaId > 0 ? undefined : await this.#read());
    if (bytes !== undefined) this.#restore(await readH5(bytes, `BackupAndRestore: ${path}`));
  }

  override onEpochBegin(epoch: number): void {
    this.#epoch = epoch;
    this.#lastBatch = lastBatchOf(this.model.fitPosition, epoch);
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    this.#epochs.push([epoch, { ...logs }]);
    await this.#save(epoch + 1, 0);
  }

  override async onTrainEnd(): Promise<void> {
    if (!this.deleteCheckpoint || this.model.replicaId > 0) return;
    for (const name of [FILE, PREVIOUS]) await rm(join(this.backupDir, name), { force: true });
    // Others' files stay, and then the folder too.
    await rmdir(this.backupDir).catch(() => undefined);
  }

  async #afterBatch(batch: number): Promise<void> {
    this.#batchesSince += batch - this.#lastBatch;
    this.#lastBatch = batch;
    if (this.#batchesSince < (this.saveFreq as number)) return;
    this.#batchesSince = 0;
    await this.#save(this.#epoch, batch + 1);
  }

  async #save(epoch: number, batch: number): Promise<void> {
    const { model } = this;
    const position = this.#position();
    await variablesInMemory();
    const file = await weightsGroup(model);
    const training = makeGroup(file, GROUP);
    const generators = savedPlaces(model).flatMap((place) => place.generators.map(({ state }) => state));
    const { metrics, ...point }: ResumePoint = {
      epoch,
      batch,
      data: position.data(),
      random: getRandomState(),
      metrics: batch === 0 ? [] : position.metrics(),
      stopTraining: model.stopTraining,
      epochs: this.#epochs,
    };
    training.attributes.set('state', JSON.stringify({ ...point, generators }, toJsonNumber));
    for (const [i, array] of metrics.entries()) training.children.set(String(i), array);
    const adapters = makeGroup(training, ADAPTERS);
    for (const [i, array] of adapterArrays(model).entries()) adapters.children.set(String(i), array);
    saveCallbacks(makeGroup(training, CALLBACKS), position.callbacks);
    if (model.replicaId > 0) return;
    const path = join(this.backupDir, FILE);
    if (this.doubleCheckpoint) await copyFile(path, join(this.backupDir, PREVIOUS)).catch(ignoreMissing);
    await writeFileAtomically('BackupAndRestore', path, await writeH5(file));
  }

  /** The last backup that can be read; undefined where there is none. */
  async #read(): Promise<Uint8Array | undefined> {
    const path = join(this.backupDir, FILE);
    const bytes = await readFile(path).catch(ignoreMissing);
    if (bytes === undefined || !existsSync(join(this.backupDir, PREVIOUS))) return bytes;
    try {
      await readH5(bytes, `BackupAndRestore: ${path}`);
      return bytes;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      console.warn(`BackupAndRestore: ${path} is damaged; training goes on from the backup before it.`);
      return readFile(join(this.backupDir, PREVIOUS));
    }
  }

  #restore(file: H5Group): void {
    const where = `BackupAndRestore: ${this.backupDir}`;
    const training = groupAt(file, GROUP);
    if (training === undefined)
      throw new ValueError(`${where}: the file has weights, but no place in a training.`);
    const state = JSON.parse(String(training.attributes.get('state')), fromJsonNumber) as SavedPoint;
    const generators = savedPlaces(this.model).flatMap((place) => place.generators);
    if (generators.length !== state.generators.length)
      throw new ValueError(`${where}: the backup is of another model; its layers have other random numbers.`);
    assignWeights(this.model, file, where);
    const adapters = groupAt(training, ADAPTERS);
    assignAdapters(this.model, adapters === undefined ? [] : numberedArrays(adapters), where);
    generators.forEach((generator, i) => {
      generator.state = state.generators[i] as RandomState;
    });
    this.#epochs = [...state.epochs];
    const position = this.#position();
    position.resume = { ...state, metrics: numberedArrays(training) };
    restoreCallbacks(groupAt(training, CALLBACKS), position.callbacks);
  }

  #position(): FitPosition {
    if (this.model.fitPosition !== null) return this.model.fitPosition;
    throw new ValueError('BackupAndRestore: expected a running fit.');
  }
}

interface SavedPoint extends Omit<ResumePoint, 'metrics'> {
  readonly generators: readonly RandomState[];
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
