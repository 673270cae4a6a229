import { type BatchHook, type CallbackList, runBatchHook } from '../callbacks/callback-list.js';
import type { EpochBatches } from './epoch-batches.js';
import type { StepClock } from './step-clock.js';
import type { StepRunner } from './step-runner.js';

/** One pass over the batches of an epoch: training, evaluation or prediction. */
export interface EpochRun {
  readonly batches: EpochBatches;
  readonly runner: StepRunner;
  readonly callbacks: CallbackList;
  readonly clock: StepClock;
  readonly hooks: { readonly begin: BatchHook; readonly end: BatchHook };
  /** Batches between two calls of the hooks. */
  readonly stepsPerExecution: number;
  /** True: no further batch. */
  stopped(): boolean;
  /** Called after each batch. */
  counted(samples: number): void;
  /** Called a few times a second, when the clock let others run. */
  breathed?(): Promise<void>;
}

/** Runs an epoch; gives how many batches there were. */
export async function runEpoch(run: EpochRun): Promise<number> {
  const { batches, runner, callbacks, clock, hooks, stepsPerExecution } = run;
  let step = 0;
  batches.begin();
  for (;;) {
    const now = performance.now();
    if (clock.due(now)) {
      await clock.breathe();
      await run.breathed?.();
    } else clock.check();
    let next = batches.nextNow();
    if (next instanceof Promise) next = await next;
    if (next === null) return step;
    const beginning = callbacks.due(hooks.begin, now);
    if (beginning.length > 0) await runBatchHook(beginning, hooks.begin, step, {});
    const first = step;
    for (; next !== null; ) {
      runner.run(next);
      step += 1;
      run.counted(next.size);
      if (step - first >= stepsPerExecution) break;
      next = batches.nextNow();
      if (next instanceof Promise) next = await next;
    }
    const listening = callbacks.due(hooks.end, performance.now());
    if (listening.length > 0) {
      await runBatchHook(listening, hooks.end, first + stepsPerExecution - 1, await runner.logs());
    }
    if (run.stopped()) return step;
  }
}
