import type { ReplicaEngines } from '../../replicas/replica-engines.js';
import type { EngineMessage } from '../../server/supervisor.js';
import { ReplicaFailure } from '../errors/replica-failure.js';
import type { Magic, MagicContext } from './magic.js';
import { MagicError } from './magic-error.js';

/** The engines of this notebook's replicas, and the cell that they are running or have run last. */
let engines: ReplicaEngines | undefined;
let last: Promise<unknown> = Promise.resolve();
let show: (message: EngineMessage) => void = () => undefined;
let count = 0;

export const distribute: Magic = {
  name: 'distribute',
  kinds: ['line', 'cell'],
  usage: '[-n replicas] [--all-output] [--stop]',
  summary: 'Runs the cell on several replicas, processes of MPI that stay until --stop ends them.',
  async run(context) {
    const { replicas, allOutput, stop } = parse(context.rest);
    // A replica that meets the magic is where it leads to.
    if (process.env['CELLGRAD_REPLICA'] !== undefined) return context.evaluate(context.body ?? '');
    if (stop) {
      await end();
      return undefined;
    }
    const wanted = replicas ?? engines?.count ?? 2;
    if (engines?.over === false && engines.count !== wanted) await end();
    if (engines === undefined || engines.over) {
      // Engines whose cells all run alone start without it.
      const replicaEngines = await import('../../replicas/replica-engines.js');
      engines = new replicaEngines.ReplicaEngines({
        replicas: wanted,
        folder: context.folder,
        onMessage: (message) => show(message),
      });
    }
    await runOn(engines, context, allOutput);
    return undefined;
  },
};

async function runOn(running: ReplicaEngines, context: MagicContext, allOutput: boolean): Promise<void> {
  // A cell that was interrupted may still be ending.
  await context.wait(last);
  try {
    await context.wait(running.ready());
  } catch (error) {
    if (running === engines) await end();
    throw error;
  }
  if (context.body === undefined) return;
  show = (message) => pass(message, context);
  // The magic's own line is left empty, so that lines have their numbers.
  const request = { cell: ++count, count: context.count, code: `\n${context.body}` };
  const ended = running.execute(request, { allOutput });
  last = ended;
  try {
    const outcome = await context.wait(ended);
    if (outcome.status === 'error') throw new ReplicaFailure(outcome.error);
  } catch (error) {
    if (!(error instanceof ReplicaFailure)) running.interrupt();
    throw error;
  }
}

function pass(message: EngineMessage, context: MagicContext): void {
  if (message.type === 'stream') {
    if (message.name === 'stdout') context.print(message.text);
    else context.printError(message.text);
  } else if (message.type === 'result') context.display(message.data);
  else if (message.type === 'display') context.send(message.message);
}

async function end(): Promise<void> {
  const before = engines;
  engines = undefined;
  await before?.shutdown();
}

interface Words {
  readonly replicas: number | undefined;
  /** True: also what replicas other than 0 print. */
  readonly allOutput: boolean;
  readonly stop: boolean;
}

function parse(rest: string): Words {
  const found = /^(?:(?:-n|--replicas)[ =]?([1-9]\d*))?\s*(--all-output)?\s*(--stop)?$/.exec(rest);
  if (found === null) {
    throw new MagicError(
      `%%distribute: expected -n and a number of replicas; received ${rest}`,
      '%%distribute -n 2',
    );
  }
  const [, replicas, allOutput, stop] = found;
  return {
    replicas: replicas === undefined ? undefined : Number(replicas),
    allOutput: allOutput !== undefined,
    stop: stop !== undefined,
  };
}
