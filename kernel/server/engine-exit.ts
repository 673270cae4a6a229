import type { CellError } from '../link.js';

/** How an engine process ended. */
export interface EngineExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to fd 2. */
  readonly lastWords: string;
}

const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGSEGV: 'a native library read or wrote memory that is not its own (segmentation fault)',
  SIGBUS: 'a native library read or wrote memory that does not exist (bus error)',
  SIGABRT: 'a native library, or Node itself, gave up (abort)',
  SIGILL: 'a native library used an instruction that this processor lacks',
  SIGFPE: 'a native library made an arithmetic error',
  SIGKILL: 'it was killed from outside; when nobody did that, the machine ran out of memory',
  SIGTERM: 'it was asked from outside to end',
};

/** Says what happened to the engine, what that means for the notebook, and what to do. */
export function describeExit(exit: EngineExit, wasReady = true): CellError {
  const { code, signal, lastWords } = exit;
  const memory = /JavaScript heap out of memory|Reached heap limit/.test(lastWords);
  const how =
    signal !== null
      ? `with signal ${signal}`
      : code !== null
        ? `with exit code ${code}`
        : 'before it started';
  const known = signal === null ? undefined : SIGNALS[signal];
  const why = memory
    ? 'JavaScript ran out of memory'
    : (known ?? (code === null && signal === null ? lastWords : undefined));
  const ename = memory ? 'OutOfMemory' : 'EngineDied';
  const reason = why ? ` (${why})` : '';
  const evalue = wasReady
    ? `The engine process ended ${how}${reason}. Its variables and imports are gone; a new engine has been started.`
    : `The engine process did not start: it ended ${how}${reason}.`;
  const fix = fixFor(memory, wasReady);
  const traceback = [`${ename}: ${evalue}`, `Fix: ${fix}`];
  if (!wasReady && lastWords.trim()) traceback.push(lastWords.trim().split('\n').slice(-12).join('\n'));
  return { ename, evalue, traceback };
}

function fixFor(memory: boolean, wasReady: boolean): string {
  if (!wasReady) return 'run `cellgrad doctor`; the next cell tries again.';
  const again = 'run the notebook again from its first cell';
  return memory
    ? `give Node more memory (NODE_OPTIONS=--max-old-space-size=8192 before Jupyter is started), then ${again}.`
    : `${again}.`;
}
