import { ValueError } from '../support/errors.js';
import type { CallbackState } from './callback-state.js';
import type { Logs, PredictLogs, Training, TrainingParams } from './training.js';

/** A hook may be async: training waits for it. */
type Done = void | Promise<void>;

/**
 * The base of callbacks: override the hooks that are of interest. Each hook may be async.
 *
 * `batch` and `epoch` count from 0; `logs` holds the mean values so far. A callback that overrides a batch hook has the
 * values read from the device at every batch.
 * See https://keras.io/api/callbacks/base_callback/.
 *
 * @example
 * class Announce extends callbacks.Callback {
 *   override onEpochEnd(epoch: number, logs: Logs) {
 *     console.log(`epoch ${epoch + 1}: loss ${logs.loss}`);
 *   }
 * }
 */
export class Callback {
  /** Keras's name of the class. */
  static get className(): string {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    return this.name;
  }

  /** Milliseconds between two calls of the batch hooks at least; 0 calls them at every batch. Displays set it. */
  readonly batchInterval: number = 0;
  /** True: it is called behind all others that fit is given, and sees what they did. */
  readonly runsLast: boolean = false;
  /** True: only one of several replicas needs it, since it writes files or shows what happens. */
  readonly chiefOnly: boolean = false;
  /** What the run was started with. */
  params: TrainingParams | null = null;
  #model: Training | null = null;

  /** The model that is being trained, evaluated or asked for predictions. */
  get model(): Training {
    if (this.#model !== null) return this.#model;
    throw new ValueError(
      `${this.constructor.name}: expected a running fit; its model is known only from then on.`,
    );
  }

  /** True if the batch hooks are to be called, so many milliseconds after they last were. */
  batchIsDue(since: number): boolean {
    return since >= this.batchInterval;
  }

  setParams(params: TrainingParams): void {
    this.params = params;
  }

  setModel(model: Training): void {
    this.#model = model;
  }

  /** What a backup of a training keeps of it; undefined, as here, for a callback that counts nothing. */
  backupState(): CallbackState | undefined {
    return undefined;
  }

  /** Goes on from what `backupState` gave; called behind `onTrainBegin` of a training that goes on. */
  restoreState(_state: CallbackState): void {}

  onTrainBegin(_logs?: Logs): Done {}
  onTrainEnd(_logs: Logs): Done {}
  /** fit ends by an error or by the user's stop; the error goes on afterwards. Not one of Keras's hooks. */
  onTrainInterrupt(_error: unknown): Done {}
  onEpochBegin(_epoch: number, _logs?: Logs): Done {}
  onEpochEnd(_epoch: number, _logs: Logs): Done {}

  /** The older name of `onTrainBatchBegin`. */
  onBatchBegin(_batch: number, _logs?: Logs): Done {}
  /** The older name of `onTrainBatchEnd`. */
  onBatchEnd(_batch: number, _logs: Logs): Done {}
  onTrainBatchBegin(batch: number, logs?: Logs): Done {
    return this.onBatchBegin(batch, logs);
  }
  onTrainBatchEnd(batch: number, logs: Logs): Done {
    return this.onBatchEnd(batch, logs);
  }

  onTestBegin(_logs?: Logs): Done {}
  onTestEnd(_logs: Logs): Done {}
  onTestBatchBegin(_batch: number, _logs?: Logs): Done {}
  onTestBatchEnd(_batch: number, _logs: Logs): Done {}

  onPredictBegin(_logs?: Logs): Done {}
  onPredictEnd(_logs?: Logs): Done {}
  onPredictBatchBegin(_batch: number, _logs?: Logs): Done {}
  onPredictBatchEnd(_batch: number, _logs: PredictLogs): Done {}
}

/** The hooks of a callback. */
export type Hook = Extract<keyof Callback, `on${string}`>;

/** A callback as an object of functions, as tfjs takes it. */
export type CallbackFunctions = { readonly [H in Hook]?: Callback[H] } & {
  /** tfjs's hook for other work between batches: called after each one. */
  readonly onYield?: (epoch: number, batch: number, logs: Logs) => Done;
};

/** What fit takes as a callback. */
export type CallbackLike = Callback | CallbackFunctions;
