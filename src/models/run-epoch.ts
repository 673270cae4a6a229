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
  /** Steps of this epoch that are done already. */
  readonly done?: number;
  /** True: no further batch. */
  stopped(): boolean;
  /** Called after each batch. */
  counted(samples: number): void;
  /** Called a few times a second, when the clock let others run. */
  breathed?(): Promise<void>;
}

/** Runs an epoch; gives how many batches there were. */
export async function runEpoch(run: EpochRun): Promise<number> {
  const { batches, runner, callbacks, clock, hooks, done = 0 } = run;
  const { stepsPerExecution } = runner.plan;
  let step = done;
  batches.begin(done);
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
    const { batches: count } = runner;
    const first = step;
    const group = [next];
    while (group.length < count) {
      let more = batches.nextNow();
      if (more instanceof Promise) more = await more;
      if (more === null) break;
      group.push(more);
    }
    runner.run(group);
    step += group.length;
    for (const { size } of group) run.counted(size);
    const listening = callbacks.due(hooks.end, performance.now());
    if (listening.length > 0) {
      // Keras counts the batches that a last execution lacks.
      const last = stepsPerExecution === 'auto' ? step - 1 : first + stepsPerExecution - 1;
      await runBatchHook(listening, hooks.end, last, await runner.logs());
    }
    if (run.stopped()) return step;
  }
}
