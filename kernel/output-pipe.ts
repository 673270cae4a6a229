import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A pipe into which a child process writes. */
export interface OutputPipe {
  /** For the child's `stdio`. */
  readonly writeEnd: number;
  /** What the child writes; call it once the child has its end, or could not be started. */
  reader(): Socket;
}

/**
 * Opens pipes of the system's: those that Node makes for children are sockets, on which a short write takes more than
 * twice as long, and which `/dev/stdout` cannot open. null where the system has none; then Node's do.
 */
export function openOutputPipes(count: number): readonly OutputPipe[] | null {
  if (process.platform === 'win32') return null;
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'cellgrad-pipe-'));
    const paths = Array.from({ length: count }, (_, i) => join(folder!, `output-${i}`));
    execFileSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' });
    return paths.map(open);
  } catch {
    return null;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function open(path: string): OutputPipe {
  const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writeEnd = openSync(path, constants.O_WRONLY);
  return {
    writeEnd,
    reader() {
      closeSync(writeEnd);
      return new Socket({ fd: readEnd, readable: true, writable: false });
    },
  };
}
