import { existsSync } from 'node:fs';
import { isScript } from '../notebook/script-file.js';
import { LaunchError } from './launch-error.js';
import { type JobEnd, launchScript } from './launch-script.js';
import type { Placement } from './mpirun.js';
import { ReplicaEngines } from './replica-engines.js';
import { supervise } from './supervise.js';

/** Options of `cellgrad launch`. */
export interface LaunchCommand extends Placement {
  /** A script, which each replica runs as a program, or a notebook, whose cells run on all replicas. */
  readonly file: string;
  readonly args: readonly string[];
  readonly restarts: number;
  readonly address?: string;
  readonly allOutput?: boolean;
  /** Where a notebook with its outputs is written. */
  readonly out?: string;
  readonly signal: AbortSignal;
}

/** Runs a program or a notebook on several replicas, and again after one has died; gives the exit code. */
export async function launch(command: LaunchCommand): Promise<number> {
  const isNotebook = command.file.endsWith('.ipynb');
  if (!isNotebook && !isScript(command.file) && !/\.[cm]?js$/.test(command.file)) {
    throw new LaunchError(
      `launch: expected a script (.ts, .js) or a notebook (.ipynb); received ${command.file}.`,
      'cellgrad launch -n 2 train.ts',
    );
  }
  if (isNotebook && (command.args.length > 0 || command.hosts !== undefined)) {
    throw new LaunchError('launch: arguments and hosts are for scripts; a notebook runs on this machine.');
  }
  if (!isNotebook && !existsSync(command.file)) {
    throw new LaunchError(`${command.file}: expected a script; received no such file.`, 'check the path.');
  }
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const run = () => (isNotebook ? runNotebookTogether(command) : runScript(command));
  return supervise({ run, restarts: command.restarts, say });
}

function runScript(command: LaunchCommand): Promise<JobEnd> {
  const print = (name: 'stdout' | 'stderr', text: string | Uint8Array) => void process[name].write(text);
  return launchScript({ ...command, script: command.file, print });
}

async function runNotebookTogether({ file, out, signal, ...placement }: LaunchCommand): Promise<JobEnd> {
  const { runNotebook } = await import('../notebook/run.js');
  let died = '';
  const result = await runNotebook(file, {
    ...(out !== undefined && { out }),
    signal,
    engine(folder, onMessage) {
      const engines = new ReplicaEngines({ ...placement, folder, onMessage });
      return {
        async execute(request) {
          const outcome = await engines.execute(request);
          if (outcome.status === 'error' && outcome.error.ename === 'ReplicaDied')
            died = outcome.error.evalue;
          return outcome;
        },
        interrupt: () => engines.interrupt(),
        shutdown: () => engines.shutdown(),
      };
    },
  });
  if (result.interrupted) return { how: 'interrupted' };
  if (result.ok) return { how: 'done' };
  return died === '' ? { how: 'failed', what: `${file} failed`, code: 1 } : { how: 'died', what: died };
}
