import type { JobEnd } from './launch-script.js';

/** How a job is watched over. */
export interface SuperviseOptions {
  /** Runs the job once. */
  readonly run: () => Promise<JobEnd>;
  /** How often it is started again after a replica has died. */
  readonly restarts: number;
  readonly say: (text: string) => void;
}

/**
 * Runs a job, and again after a replica has died: a program with BackupAndRestore goes on from its last checkpoint. A
 * program that fails by itself would fail again. Gives the exit code of the whole.
 */
export async function supervise({ run, restarts, say }: SuperviseOptions): Promise<number> {
  for (let restart = 0; ; restart++) {
    const end = await run();
    if (end.how === 'done') return 0;
    if (end.how === 'interrupted') return 130;
    say(`cellgrad launch: ${end.what.replace(/\.$/, '')}.`);
    if (end.how === 'failed') return end.code;
    if (restart === restarts) {
      say(
        restarts === 0
          ? 'cellgrad launch: it is not started again (--restarts 0).'
          : `cellgrad launch: it was started again ${restarts} ${restarts === 1 ? 'time' : 'times'}, which is the limit (--restarts).`,
      );
      return 1;
    }
    say(
      `cellgrad launch: starting again, ${restart + 1} of ${restarts}; training goes on from its checkpoint.`,
    );
  }
}
