import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openOutputPipes } from './output-pipe.js';

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
  /** What it says to the server (fd 3). */
  readonly messages: Socket;
  /** What native code and programs write to fd 1 and 2. */
  readonly stdout: RawPipe;
  readonly stderr: RawPipe;
  /** Resolves when the process has ended, or could not be started: then with the reason. */
  readonly exit: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly reason?: string;
  }>;
}

/** One of the engine's own streams of text. */
export interface RawPipe {
  readonly stream: Socket;
  /** The descriptor behind it, where that is known: what lies there can be read without waiting. */
  readonly fd: number | undefined;
}

/**
 * Without the first flag, terminating JavaScript inside a timer callback aborts Node: the check of the async-hook
 * stack does not expect that. The second keeps notes about Node's own experiments out of the user's cells.
 */
const FLAGS = ['--no-force-async-hooks-checks', '--disable-warning=ExperimentalWarning'];

/** Node 22 has, behind this flag, what Node 24 has anyway: an AsyncLocalStorage without async hooks. */
const CONTEXT_FRAME = '--experimental-async-context-frame';
if (process.allowedNodeEnvironmentFlags.has(CONTEXT_FRAME)) FLAGS.push(CONTEXT_FRAME);

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
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', out, err, link, 'pipe'],
    detached: true,
  });
  const exit: LaunchedEngine['exit'] = new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ code: null, signal: null, reason: message }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const [stdout, stderr, messages] = pipes
    ? pipes.map((pipe) => ({ stream: pipe.reader(), fd: pipe.readEnd }))
    : child.stdio.slice(1, 4).map((stream) => ({ stream: stream as Socket, fd: undefined }));
  return { child, messages: messages!.stream, stdout: stdout!, stderr: stderr!, exit };
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
