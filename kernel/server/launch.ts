import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openOutputPipes } from '../output-pipe.js';

/** How an engine process is started. */
export interface LaunchOptions {
  /** The notebook's folder: the engine's working directory, where packages and data are looked for. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** More flags for Node, e.g. a heap limit. */
  readonly flags?: readonly string[] | undefined;
  /** The module that the process runs; a test gives a stub. */
  readonly entry?: URL | undefined;
}

/** An engine process that was started. */
export interface LaunchedEngine {
  readonly child: ChildProcess;
  /** What native code and programs write to fd 1 and 2. */
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** What it says to the server (fd 3). */
  readonly messages: Socket;
  /** What the server says to its watchdog (fd 4), and straight to its main thread (fd 5). */
  readonly input: Socket;
  readonly direct: Socket;
  /** Resolves when the process has ended, or could not be started: then with the reason. */
  readonly exit: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly reason?: string;
  }>;
}

/**
 * Without the first flag, terminating JavaScript inside a timer callback aborts Node: the check of the async-hook
 * stack does not expect that. The second keeps notes about Node's own experiments out of the user's cells.
 */
const FLAGS = ['--no-force-async-hooks-checks', '--disable-warning=ExperimentalWarning'];

/** Node 22 has, behind this flag, what Node 24 has anyway: an AsyncLocalStorage without async hooks. */
const CONTEXT_FRAME = '--experimental-async-context-frame';
if (process.allowedNodeEnvironmentFlags.has(CONTEXT_FRAME)) FLAGS.push(CONTEXT_FRAME);

/**
 * The stack for JavaScript, in KB: of it, the kernel reads cells that nest as deeply as Node runs them with its own, which is a
 * quarter. Native code has the rest of eight megabytes; a thread has four, until it says how much it takes.
 */
const STACK = 3900;
if (hasUsualStack()) FLAGS.push(`--stack-size=${STACK}`);

/** True when the system gives a process eight megabytes for its stack, as Linux and macOS do unless they are told otherwise. */
function hasUsualStack(): boolean {
  if (process.platform !== 'linux') return process.platform === 'darwin';
  const [, limit] =
    /^Max stack size\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return limit === 'unlimited' || Number(limit) >= 8 * 1024 * 1024;
}

/** The engine's entry beside this file: compiled beside compiled, source beside source. */
export const ENGINE_ENTRY = new URL(
  `../engine/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);

/** The flags with which Node runs an engine. */
export function engineFlags(entry: URL): readonly string[] {
  return [...FLAGS, ...(entry.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [])];
}

/**
 * Starts an engine. It leads a process group of its own: Ctrl-C in a terminal reaches the server alone, and
 * killing the group takes the programs that cells started with it.
 */
export function launchEngine(options: LaunchOptions): LaunchedEngine {
  const { folder, env = process.env, flags = [], entry = ENGINE_ENTRY } = options;
  const pipes = openOutputPipes(3);
  const [out, err, link] = pipes?.map(({ writeEnd }) => writeEnd) ?? (['pipe', 'pipe', 'pipe'] as const);
  const child = spawn(process.execPath, [...engineFlags(entry), ...flags, fileURLToPath(entry)], {
    // A folder that was renamed meanwhile is the server's still; its old name leads nowhere.
    cwd: folder === process.cwd() ? undefined : folder,
    env: { ...env },
    stdio: ['ignore', out, err, link, 'pipe', 'pipe'],
    detached: true,
  });
  const exit: LaunchedEngine['exit'] = new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ code: null, signal: null, reason: message }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const [, ...streams] = child.stdio as unknown as readonly Socket[];
  const [stdout, stderr, messages] = pipes?.map((pipe) => pipe.reader()) ?? streams;
  const [input, direct] = streams.slice(3);
  return {
    child,
    stdout: stdout!,
    stderr: stderr!,
    messages: messages!,
    input: input!,
    direct: direct!,
    exit,
  };
}

/** Ends the engine and everything that it started, now. */
export function killEngine(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // The group is empty: all of it has ended.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
