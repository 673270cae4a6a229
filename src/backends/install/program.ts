import { type ChildProcess, spawn } from 'node:child_process';
import { ValueError } from '../../support/errors.js';

/** What programs print where a disk, or the user's part of it, is full. */
const NO_ROOM = /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/;

/** What npm and pip say beside the reason. */
const BESIDE =
  /notice|^WARNING: Retrying|complete log of this run|behind a proxy|^npm (?:error|ERR!)(?:\s{2}|\s*[{}]?$)/;

/** The most characters that are kept of what went wrong, and that are quoted of one line of it. */
const [KEPT, QUOTED] = [65_536, 300];

/** So long may a program that is stopped take to end, in ms. */
const GRACE = 5000;

/** How a program is run. */
export interface ProgramOptions {
  /** What to do where it fails. */
  readonly fix: string;
  /** Stops the program. */
  readonly signal: AbortSignal;
  /** Is told what it prints, line by line. */
  readonly report?: (line: string) => void;
}

/**
 * Runs a program to its end; where it fails, the error quotes what it said. Where it found the disk full, the error has the code
 * ENOSPC, as Node's own.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { fix, signal, report = () => {} }: ProgramOptions,
): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const stop = () => stopGroup(child);
    signal.addEventListener('abort', stop, { once: true });
    let errors = '';
    let noRoom = false;
    const lines = (text: string) => text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    child.stdout.setEncoding('utf8').on('data', (text: string) => lines(text).forEach(report));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
      noRoom ||= NO_ROOM.test(errors);
      errors = errors.slice(-KEPT);
    });
    const fail = (why: string) =>
      reject(new ValueError(`backends.install: ${called(program, args)} failed: ${why}`, { fix }));
    child.on('error', ({ message }) => fail(message));
    child.on('close', (code, killed) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) return reject(signal.reason);
      if (code === 0) return resolve();
      if (noRoom) return reject(Object.assign(new Error(`${program}: ENOSPC`), { code: 'ENOSPC' }));
      const said = lines(errors).filter((line) => !BESIDE.test(line));
      const quoted = said.slice(-3).map((line) => cut(line.replace(/^npm (?:error|ERR!) /, '')));
      fail(quoted.join(' ') || `it ended with ${killed ?? code} and said nothing`);
    });
  });
}

/** Stops a program and all that it started: python3 may be a shell, which does not pass signals on. */
function stopGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const tell = (name: NodeJS.Signals) => {
    try {
      process.kill(-child.pid!, name);
    } catch {
      // It has ended in the meantime.
    }
  };
  // Python tidies up behind this one.
  tell('SIGINT');
  const timer = setTimeout(tell, GRACE, 'SIGKILL');
  child.on('close', () => clearTimeout(timer));
}

/** `pip install`, `npm pack`, `tar`. */
function called(program: string, args: readonly string[]): string {
  return args[0] === '-m' ? args.slice(1, 3).join(' ') : program === 'npm' ? `npm ${args[0]}` : program;
}

function cut(line: string): string {
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
}
