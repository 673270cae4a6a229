import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { Callback, type CallbackFunctions, type CallbackLike, type Hook } from './callback.js';
import { History } from './history.js';
import { isInteractiveLoggingEnabled } from './interactive-logging.js';
import { LambdaCallback } from './lambda-callback.js';
import { ProgbarLogger } from './progbar-logger.js';
import type { Training, TrainingParams } from './training.js';

/** The hooks that are called at every batch, so that it is worth knowing whether anybody listens. */
export type BatchHook = Extract<Hook, `on${'Train' | 'Test' | 'Predict'}Batch${'Begin' | 'End'}`>;

/** Options of {@link CallbackList}. */
export interface CallbackListOptions {
  readonly model: Training;
  readonly params: TrainingParams;
  /** Adds a {@link History} behind the given callbacks, unless one is among them. */
  readonly addHistory?: boolean;
  /** Called behind all others, as the display is. */
  readonly last?: Callback | null;
}

/** All callbacks of a run, called in order. */
export class CallbackList {
  readonly callbacks: readonly Callback[];
  readonly history: History | null;
  readonly #listening = new Map<BatchHook, readonly Callback[]>();
  readonly #called = new Map<Callback, number>();

  constructor(
    given: CallbackLike | readonly CallbackLike[] | null | undefined,
    options: CallbackListOptions,
  ) {
    const list = (given == null ? [] : Array.isArray(given) ? given.flat() : [given]).map(toCallback);
    const found = list.find((callback) => callback instanceof History);
    this.history = found ?? (options.addHistory ? new History() : null);
    if (found === undefined && this.history !== null) list.push(this.history);
    const follows = options.model.replicaId > 0;
    const display = isInteractiveLoggingEnabled() ? (options.last ?? null) : null;
    const shown = withDisplay(list, display).filter(({ chiefOnly }) => !(follows && chiefOnly));
    this.callbacks = [
      ...shown.filter(({ runsLast }) => !runsLast),
      ...shown.filter(({ runsLast }) => runsLast),
    ];
    for (const callback of this.callbacks) {
      callback.setParams(options.params);
      callback.setModel(options.model);
    }
  }

  /** Calls a hook of all callbacks, waiting for those that are async. */
  async run<H extends Exclude<Hook, BatchHook>>(hook: H, ...args: Parameters<Callback[H]>): Promise<void> {
    for (const callback of this.callbacks) {
      await Reflect.apply(callback[hook], callback, args);
    }
  }

  /** Calls a hook of all callbacks without waiting; for predictions, which are given at once. */
  runNow<H extends Exclude<Hook, BatchHook>>(hook: H, ...args: Parameters<Callback[H]>): void {
    for (const callback of this.callbacks) Reflect.apply(callback[hook], callback, args);
  }

  /** The callbacks whose batch hook is to be called now: those that have it and whose interval is over. */
  due(hook: BatchHook, now: number): readonly Callback[] {
    const listening = this.#listeners(hook);
    if (listening.length === 0) return listening;
    return listening.filter((callback) => {
      if (callback.batchInterval === 0) return true;
      if (!callback.batchIsDue(now - (this.#called.get(callback) ?? Number.NEGATIVE_INFINITY))) return false;
      this.#called.set(callback, now);
      return true;
    });
  }

  /** True if a callback is to be called at every batch. */
  atEveryBatch(hook: BatchHook): boolean {
    return this.#listeners(hook).some(({ batchInterval }) => batchInterval === 0);
  }

  #listeners(hook: BatchHook): readonly Callback[] {
    let listening = this.#listening.get(hook);
    if (listening === undefined) {
      listening = this.callbacks.filter((callback) => listens(callback, hook));
      this.#listening.set(hook, listening);
    }
    return listening;
  }
}

/** Calls one batch hook of some callbacks. */
export async function runBatchHook<H extends BatchHook>(
  callbacks: readonly Callback[],
  hook: H,
  ...args: Parameters<Callback[H]>
): Promise<void> {
  for (const callback of callbacks) await Reflect.apply(callback[hook], callback, args);
}

function listens(callback: Callback, hook: BatchHook): boolean {
  const base = Callback.prototype;
  if (callback[hook] !== base[hook]) return true;
  if (hook === 'onTrainBatchBegin') return callback.onBatchBegin !== base.onBatchBegin;
  return hook === 'onTrainBatchEnd' && callback.onBatchEnd !== base.onBatchEnd;
}

/** The display takes the place of a ProgbarLogger, or else stands behind all others. */
function withDisplay(list: readonly Callback[], display: Callback | null): Callback[] {
  const at = list.findIndex((callback) => callback instanceof ProgbarLogger);
  const others = list.filter((callback) => !(callback instanceof ProgbarLogger));
  if (display !== null) others.splice(at < 0 ? others.length : at, 0, display);
  return others;
}

function toCallback(given: CallbackLike): Callback {
  if (given instanceof Callback) return given;
  if (typeof given === 'object' && given !== null) return new LambdaCallback(given as CallbackFunctions);
  throw new ValueError(`callbacks: expected a Callback or an object of hooks; received ${show(given)}.`, {
    fix: 'callbacks: [new callbacks.EarlyStopping()] or callbacks: { onEpochEnd(epoch, logs) { ... } }',
  });
}
