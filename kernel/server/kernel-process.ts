import { join } from 'node:path';
import { Codec } from '../protocol/codec.js';
import type { Connection } from './connection.js';
import { dataFolder } from './data-folder.js';
import { Kernel } from './kernel.js';
import type { Transport } from './transport.js';

/** So long after the start, in ms, the history is read ahead. */
const WARM_UP = 300;
/** How often it is looked whether the program that started the kernel still lives, in ms. */
const PARENT_CHECK = 1000;

/** Makes this process a kernel with its engine: signals reach it, and it ends with the program that started it. */
export function openKernel(connection: Connection, opening: Promise<Transport>): Kernel {
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = connection;
  const codec = new Codec({ key: connection.key, scheme: connection.signature_scheme });
  const kernel = new Kernel(
    {
      send: async (channel, frames) => (await opening).send(channel, frames),
      publish: async (frames) => (await opening).publish(frames),
    },
    {
      codec,
      folder: process.cwd(),
      engine: { later: true },
      ports: { shell_port, iopub_port, stdin_port, control_port, hb_port },
      historyFile: join(dataFolder(), 'history.jsonl'),
      onShutdown: () => void opening.then(leave),
    },
  );
  watchSignals(kernel);
  watchParent(kernel);
  setTimeout(() => kernel.warmUp(), WARM_UP).unref();
  return kernel;
}

function leave(transport: Transport): void {
  transport.close();
  process.exit(0);
}

function watchSignals(kernel: Kernel): void {
  process.on('SIGINT', () => kernel.interrupt());
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void kernel.shutdown());
  process.on('exit', () => kernel.kill());
  // A terminal that was closed takes nothing more; what cannot be said there must not become the next trouble to tell.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  // One request that goes wrong must not take the notebook's state with it.
  for (const trouble of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(trouble, (error: unknown) => {
      process.stderr.write(`cellgrad: ${error instanceof Error ? error.stack : String(error)}\n`);
    });
  }
}

/** Jupyter names itself in JPY_PARENT_PID; a kernel without it would run for ever. */
function watchParent(kernel: Kernel): void {
  const parent = Number(process.env['JPY_PARENT_PID']);
  // Between the two may be a shell; in a container the number may be nobody's.
  const lives = parent === process.ppid ? () => process.ppid === parent : () => runs(parent);
  if (!(parent > 1) || !lives()) return;
  setInterval(() => {
    if (!lives()) void kernel.shutdown();
  }, PARENT_CHECK).unref();
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
