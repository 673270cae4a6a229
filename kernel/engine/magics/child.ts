import { type ChildProcess, spawn } from 'node:child_process';
import { openOutputPipes } from '../../output-pipe.js';
import type { MagicContext } from './magic.js';
import { guardOrphans } from './orphan-guard.js';

/** How a program ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** So long may an interrupted program take to end, in ms. */
const GRACE = 2000;

/**
 * Runs a program in a folder, else where the process is, with what it prints streamed to the cell. An interrupt of the cell
 * interrupts the program and all that it started; the end of the engine ends them.
 */
export async function runChild(
  context: Pick<MagicContext, 'wait' | 'print' | 'printError'>,
  command: string,
  parameters: readonly string[],
  options: {
    readonly input?: string;
    readonly onError?: (text: string) => void;
    readonly folder?: string;
  } = {},
): Promise<ChildEnd> {
  const pipes = openOutputPipes(2);
  const [out, err] = pipes?.map(({ writeEnd }) => writeEnd) ?? (['pipe', 'pipe'] as const);
  const child = spawn(command, parameters, {
    cwd: options.folder,
    stdio: ['pipe', out, err],
    detached: process.platform !== 'win32',
  });
  guardOrphans(child);
  const [stdout, stderr] = pipes?.map((pipe) => pipe.reader()) ?? [child.stdout!, child.stderr!];
  stdout!.setEncoding('utf8').on('data', (text: string) => context.print(text));
  const onError = options.onError ?? ((text: string) => context.printError(text));
  stderr!.setEncoding('utf8').on('data', onError);
  // A program may end without reading what it was given.
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(options.input ?? '');
  const read = Promise.all(
    [stdout!, stderr!].map((stream) => new Promise((resolve) => stream.on('close', resolve))),
  );
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => void read.then(() => resolve({ code, signal })));
  });
  try {
    return await context.wait(ended);
  } catch (error) {
    stop(child);
    throw error;
  }
}

function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signal(child, 'SIGINT');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), GRACE);
  child.on('close', () => clearTimeout(timer));
  timer.unref();
}

/** To the program's whole group: a shell does not pass signals on. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-(child.pid as number), name);
  } catch {
    // It has ended in the meantime.
  }
}
