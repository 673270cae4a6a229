import type { Callback } from '../callbacks/callback.js';
import { type BatchHook, type CallbackList, runBatchHook } from '../callbacks/callback-list.js';
import { KeyboardInterrupt } from '../support/errors.js';
import type { EpochBatches } from './epoch-batches.js';
import type { StepClock } from './step-clock.js';
import type { StepRunner } from './step-runner.js';
import type { Together } from './together.js';

/** One pass over the batches of an epoch: training, evaluation or prediction. */
export interface EpochRun {
  readonly batches: EpochBatches;
  readonly runner: StepRunner;
  readonly callbacks: CallbackList;
  readonly clock: StepClock;
  readonly hooks: { readonly begin: BatchHook; readonly end: BatchHook };
  /** Steps of this epoch that are done already. */
  readonly done?: number;
  /** The replicas that take each step together; null where there is one. */
  readonly together: Together | null;
  /** True: no further batch. */
  stopped(): boolean;
  /** Called where another replica wants no further batch. */
  stop(): void;
  /** Called after each batch. */
  counted(samples: number): void;
  /** Called a few times a second; `read`: what the backend had to do was waited for just now. */
  paused?(read: boolean): Promise<void>;
}

/** Runs an epoch; gives how many batches there were. */
export function runEpoch(run: EpochRun): Promise<number> {
  return run.together === null ? runAlone(run) : runTogether(run, run.together);
}

async function runAlone(run: EpochRun): Promise<number> {
  const { batches, runner, callbacks, clock, hooks, done = 0 } = run;
  const { stepsPerExecution } = runner.plan;
  let step = done;
  batches.begin(done);
  for (;;) {
    const now = performance.now();
    if (clock.due(now)) {
      await clock.breathe();
      await run.paused?.(false);
    } else clock.check();
    let next = batches.nextNow();
    if (next instanceof Promise) next = await next;
    if (next === null) return step;
    const beginning = callbacks.due(hooks.begin, now);
    if (beginning.length > 0) await runBatchHook(beginning, hooks.begin, step, {});
    const count = runner.batchesFrom(next);
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
      await run.paused?.(true);
    }
    if (run.stopped()) return step;
  }
}

/** Each step begins with a word of all replicas: how many samples each has, and whether one wants to stop or to look. */
async function runTogether(run: EpochRun, together: Together): Promise<number> {
  const { batches, runner, callbacks, clock, hooks, done = 0 } = run;
  const { stepsPerExecution } = together;
  let step = done;
  let unseen = 0;
  batches.begin(done);
  for (;;) {
    const now = performance.now();
    let interrupted = false;
    try {
      if (clock.due(now)) {
        await clock.breathe();
        await run.paused?.(false);
      } else clock.check();
    } catch (error) {
      if (!(error instanceof KeyboardInterrupt)) throw error;
      interrupted = true;
    }
    const next = interrupted || run.stopped() ? null : await batches.next();
    const listening = callbacks.due(hooks.end, now);
    const notice = { stop: run.stopped(), interrupted, look: listening.length > 0 };
    const met = together.begin(next, notice, () => run.stop());
    const look = async (due: readonly Callback[], last: number) => {
      unseen = 0;
      const logs = await together.logs(runner);
      await runBatchHook(due, hooks.end, last, logs);
    };
    if (met === null) {
      if (unseen > 0 && together.looks) await look(listening, step + stepsPerExecution - unseen - 1);
      return step;
    }
    await runBatchHook(callbacks.due(hooks.begin, now), hooks.begin, step, {});
    together.run(runner, met);
    step += 1;
    unseen += 1;
    run.counted(met.total);
    if (met.look && unseen >= stepsPerExecution) await look(listening, step - 1);
  }
}
